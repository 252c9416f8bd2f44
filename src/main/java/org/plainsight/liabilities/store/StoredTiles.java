package org.plainsight.liabilities.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.plainsight.liabilities.ProofTiles;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.liabilities.tree.ProofMaker;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.liabilities.tree.TileFiles;

/** Tiles in the directories of published snapshots; no row, no transaction, no record of who reads. */
@ApplicationScoped
class StoredTiles implements ProofTiles {

    private final Snapshots snapshots;
    private final SnapshotDirectories directories;

    StoredTiles(Snapshots snapshots, SnapshotDirectories directories) {
        this.snapshots = snapshots;
        this.directories = directories;
    }

    @Override
    public Optional<Path> find(String snapshotId, String name) {
        if (!SnapshotId.isHex(snapshotId) || !name.matches("index\\.json|0|[1-9][0-9]{0,7}")) {
            return Optional.empty();
        }
        return Optional.of(TileFiles.folder(directories.of(snapshotId)).resolve(name))
                .filter(Files::isRegularFile);
    }

    @Override
    public int makeMissing() {
        int made = 0;
        for (Snapshot snapshot : snapshots.all()) {
            SnapshotDirectory directory = directories.of(snapshot.id());
            if (snapshot.publication().isPresent()
                    && Files.exists(directory.buildRecord())
                    && !Files.exists(TileFiles.folder(directory))) {
                try {
                    TileFiles.write(
                            directory,
                            ProofMaker.open(
                                    directory,
                                    snapshot.publication().orElseThrow().header()));
                } catch (IOException e) {
                    throw new SnapshotStoreException("the tiles of snapshot " + snapshot.id() + " were not made", e);
                }
                made++;
            }
        }
        return made;
    }
}
