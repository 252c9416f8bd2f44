package org.plainsight.liabilities.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.plainsight.liabilities.Housekeeper;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.liabilities.tree.SnapshotDirectory;

/** Sweeps the data directory by what the rows say. */
@ApplicationScoped
class StoredHousekeeper implements Housekeeper {

    private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);
    private static final Duration LONGEST_INTERRUPTION = Duration.ofDays(1);

    private final Snapshots snapshots;
    private final SnapshotDirectories directories;
    private final LiabilitiesConfig config;
    private final Clock clock;

    StoredHousekeeper(Snapshots snapshots, SnapshotDirectories directories, LiabilitiesConfig config, Clock clock) {
        this.snapshots = snapshots;
        this.directories = directories;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Swept sweep() {
        List<Snapshot> all = snapshots.all();
        Set<String> known = all.stream().map(Snapshot::id).collect(Collectors.toSet());
        Instant erasedBefore = clock.instant().minus(config.inputRetention());
        try {
            int inputs = 0;
            for (Snapshot snapshot : all) {
                boolean old = snapshot.publication()
                        .filter(p -> p.publishedAt().isBefore(erasedBefore))
                        .isPresent();
                SnapshotDirectory directory = directories.of(snapshot.id());
                inputs += old && Files.deleteIfExists(directory.balances()) ? 1 : 0;
            }
            directories.discardUploads(clock.instant().minus(LONGEST_UPLOAD));
            return new Swept(directories.discardLeftovers(known, clock.instant().minus(LONGEST_INTERRUPTION)), inputs);
        } catch (IOException e) {
            throw new SnapshotStoreException("the data directory could not be swept", e);
        }
    }
}
