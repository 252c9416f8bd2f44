package org.plainsight.bench.liabilities;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plainsight.bench.Figures;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.tree.BuildRecord;
import org.plainsight.liabilities.tree.Capacity;
import org.plainsight.liabilities.tree.ChunkPolicy;
import org.plainsight.liabilities.tree.SnapshotBuild;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.liabilities.tree.SnapshotKey;

/**
 * The second path over a whole snapshot, from its balances file. The limit is what its hashes alone take on all threads:
 * seven compressions for each account (salt, secret, capability and its digest, each key begun already), three for each leaf.
 */
final class CheckFigures {

    private static final int ASSETS = 4;
    private static final int PER_ACCOUNT = 7;

    private final Figures figures;
    private final int accounts;
    private final double nanosPerCompression;

    CheckFigures(Figures figures, boolean quick, double nanosPerCompression) {
        this.figures = figures;
        this.accounts = quick ? 1_000_000 : 2_500_000;
        this.nanosPerCompression = nanosPerCompression;
    }

    void measure() throws IOException {
        Path path = Files.createTempDirectory(Path.of("target"), "bench-");
        try {
            SnapshotDirectory directory = SnapshotDirectory.create(path);
            byte[] control = new SampleBalances(accounts, ASSETS).write(directory.balances());
            Files.write(directory.control(), control);
            BuildRecord record = build(directory, control);
            int threads = Runtime.getRuntime().availableProcessors();
            double leaves = (double) accounts * ASSETS;
            double compressions = (double) accounts * PER_ACCOUNT + leaves * Benchmarks.PER_LEAF;
            long began = System.nanoTime();
            SnapshotBuild.check(directory, record, Progress.SILENT);
            figures.time(
                    "check.%.0fM".formatted(leaves / 1e6),
                    (System.nanoTime() - began) / 1e9,
                    "s",
                    compressions * nanosPerCompression / 1e9 / threads);
        } finally {
            SnapshotDirectory.discard(path);
        }
    }

    private static BuildRecord build(SnapshotDirectory directory, byte[] control) throws IOException {
        try (Balances balances = SampleBalances.read(directory.balances(), control)) {
            return new SnapshotBuild(
                            directory,
                            new SnapshotId("00".repeat(16)),
                            new SnapshotKey(new byte[SnapshotKey.LENGTH]),
                            ChunkPolicy.STANDARD,
                            Capacity.ofMachine(),
                            Progress.SILENT)
                    .run(balances);
        }
    }
}
