package org.plainsight.bench.liabilities;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.plainsight.asset.AssetId;
import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Accounts;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.liabilities.balances.TreeKey;
import org.plainsight.liabilities.tree.Capacity;
import org.plainsight.liabilities.tree.ChunkPolicy;
import org.plainsight.liabilities.tree.SnapshotBuild;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.liabilities.tree.SnapshotKey;
import org.plainsight.merkle.batch.Sha256Batches;

/**
 * Account secrets and trees, from columns to files forced to the disk. The limit is what the hashes alone take on all
 * threads: four compressions for each account, three for each leaf, at the time measured in the same run.
 */
public final class Benchmarks implements Benchmark {

    private static final int MILLION = 1_000_000;
    private static final int PER_ACCOUNT = 4;
    static final int PER_LEAF = 3;
    private static final long SHUFFLE_BYTES = 2L << 30;

    private final int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public void run(Figures figures, boolean quick) throws IOException, InterruptedException {
        List<Sha256Batches> offered = new ArrayList<>();
        for (Sha256Batches hashing : Sha256Batches.values()) {
            if (hashing.isAvailable()) {
                offered.add(hashing);
            } else {
                figures.note(hashing + " is left out: start with --add-modules jdk.incubator.vector");
            }
        }
        List<Double> compression = new ArrayList<>();
        for (Sha256Batches hashing : offered) {
            double nanos = hashing.nanosPerNode() / 2;
            compression.add(nanos);
            figures.note(hashing + ": " + Math.round(nanos * 10) / 10.0 + " ns a compression in nodes of two");
        }
        double best = compression.stream().min(Double::compare).orElseThrow();
        measure(figures, "build.1M.jdk", MILLION, 1, 1, Sha256Batches.JDK, compression.getFirst());
        measure(figures, "build.10M.jdk", 10 * MILLION, 1, 1, Sha256Batches.JDK, compression.getFirst());
        for (int i = 1; i < offered.size(); i++) {
            measure(figures, "build.10M.vector", 10 * MILLION, 1, 1, offered.get(i), compression.get(i));
        }
        measure(figures, "build.10Mx20.jdk", 10 * MILLION, 20, 5, Sha256Batches.JDK, compression.getFirst());
        if (!quick) {
            Sha256Batches fastest = offered.get(compression.indexOf(best));
            measure(figures, "build.100M.best", 100 * MILLION, 1, 1, fastest, best);
        }
        if (figures.wants("check.")) {
            new CheckFigures(figures, quick, compression.getFirst()).measure();
        }
        if (figures.wants("peer.")) {
            build(MILLION, 1, 1, Sha256Batches.JDK, 1); // warms up, as the peers do
            double alone = build(MILLION, 1, 1, Sha256Batches.JDK, 1).seconds();
            new PeerFigures(figures, quick, MILLION / alone).measure();
        }
        if (figures.wants("read.")) {
            new InputFigures(figures, quick).measure();
        }
        if (figures.wants("proof.")) {
            new ProofFigures(figures, quick).measure();
        }
    }

    /** One account in {@code sparse} has a balance in each of the trees. */
    private void measure(
            Figures figures,
            String name,
            int accounts,
            int trees,
            int sparse,
            Sha256Batches hashing,
            double nanosPerCompression)
            throws IOException {
        if (!figures.wants(name)) {
            return;
        }
        Built built = build(accounts, trees, sparse, hashing, threads);
        double compressions = (double) accounts * PER_ACCOUNT + (double) built.leaves * PER_LEAF;
        figures.time(name, built.seconds, "s", compressions * nanosPerCompression / 1e9 / threads);
    }

    private record Built(long leaves, double seconds) {}

    private static Built build(int accounts, int trees, int sparse, Sha256Batches hashing, int threads)
            throws IOException {
        Path path = Files.createTempDirectory(Path.of("target"), "bench-");
        try (Arena memory = Arena.ofShared()) {
            List<BalanceColumn> columns = new ArrayList<>();
            long leaves = 0;
            for (int a = 0; a < trees; a++) {
                columns.add(column(memory, a, accounts, sparse));
                leaves += columns.getLast().size();
            }
            MemorySegment ids = memory.allocate((long) accounts * Accounts.ID_BYTES);
            for (long i = 0; i < ids.byteSize(); i += 8 * Accounts.ID_BYTES) {
                ids.set(ValueLayout.JAVA_LONG, i, i);
            }
            Accounts numbered = new Accounts(accounts, MemorySegment.NULL, MemorySegment.NULL, ids);
            SnapshotBuild build = new SnapshotBuild(
                    SnapshotDirectory.create(path),
                    new SnapshotId("00".repeat(16)),
                    new SnapshotKey(new byte[SnapshotKey.LENGTH]),
                    ChunkPolicy.STANDARD,
                    new Capacity(threads, hashing, SHUFFLE_BYTES),
                    Progress.SILENT);
            long began = System.nanoTime();
            build.secretsAndTrees(numbered, columns);
            return new Built(leaves, (System.nanoTime() - began) / 1e9);
        } finally {
            SnapshotDirectory.discard(path);
        }
    }

    private static BalanceColumn column(Arena memory, int tree, int accounts, int sparse) {
        int size = (accounts + sparse - 1) / sparse;
        MemorySegment numbers = memory.allocate(ValueLayout.JAVA_INT, size);
        MemorySegment amounts = memory.allocate(ValueLayout.JAVA_LONG, size);
        SplittableRandom random = new SplittableRandom(tree);
        long sum = 0;
        for (int i = 0; i < size; i++) {
            int account = Math.min(accounts - 1, i * sparse + random.nextInt(sparse));
            long amount = random.nextLong(1L << random.nextInt(40));
            numbers.setAtIndex(ValueLayout.JAVA_INT, i, account);
            amounts.setAtIndex(ValueLayout.JAVA_LONG, i, amount);
            sum += amount;
            if (sum < 0) {
                throw new IllegalStateException("the sample's total leaves 63 bits");
            }
        }
        AssetId asset = AssetId.parse("eip155:1/erc20:0x" + String.format(Locale.ROOT, "%040x", tree + 1));
        return new BalanceColumn(new TreeKey(asset, 0), 18, size, numbers, amounts, null, BigInteger.valueOf(sum));
    }
}
