package org.plainsight.liabilities.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AssetId;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.liabilities.balances.TreeKey;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.batch.Sha256Batches;
import org.plainsight.merkle.batch.ShuffleMemory;
import org.plainsight.merkle.batch.Workers;

/** What builds a tree never shows in it: threads, rounds, memory, the implementation of SHA-256. */
class TreeBuildTest {

    private static final SnapshotKey KEY = new SnapshotKey(new byte[32]);
    private static final TreeKey ETHER = new TreeKey(AssetId.parse("eip155:1/slip44:60"), 0);

    @TempDir
    Path temporary;

    private int files;

    @Test
    void the_same_column_gives_the_same_file_on_any_threads_in_any_rounds_with_any_hashing() throws IOException {
        Random random = new Random(20260101);
        for (int run = 0; run < 12; run++) {
            int size = run == 0 ? 70_000 : 1 + random.nextInt(1 << random.nextInt(3, 14));
            try (Arena arena = Arena.ofShared()) {
                BalanceColumn column = column(arena, size, random);
                MemorySegment secrets = arena.allocate(32L * 2 * size);
                for (long i = 0; i < secrets.byteSize(); i++) {
                    secrets.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
                }
                byte[] reference = build(column, secrets, new Capacity(1, Sha256Batches.JDK, 1L << 30));
                for (Sha256Batches hashing : Sha256Batches.values()) {
                    if (hashing.isAvailable()) {
                        assertThat(build(column, secrets, new Capacity(3, hashing, 1 + random.nextInt(1 << 20))))
                                .as("%s balances, %s", size, hashing)
                                .isEqualTo(reference);
                    }
                }
                assertRoot(reference, column, secrets);
            }
        }
    }

    @Test
    void a_sum_of_2_to_the_127_is_refused() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment accounts = arena.allocateFrom(ValueLayout.JAVA_INT, 0, 1);
            MemorySegment low = arena.allocateFrom(ValueLayout.JAVA_LONG, 0, 0);
            MemorySegment high = arena.allocateFrom(ValueLayout.JAVA_LONG, 1L << 62, 1L << 62);
            BalanceColumn column = new BalanceColumn(ETHER, 18, 2, accounts, low, high, BigInteger.ZERO);

            assertThatThrownBy(() -> build(column, arena.allocate(64), new Capacity(2, Sha256Batches.JDK, 1 << 20)))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("2^127");
        }
    }

    /** The second path's tree reads the file's own balances, so here only the hashing is compared. */
    private void assertRoot(byte[] file, BalanceColumn column, MemorySegment secrets) throws IOException {
        Path path = temporary.resolve("tree-" + files++);
        Files.write(path, file);
        SumNode root = new SecondTree(TreeFile.open(path, KEY), secrets, KEY).root();
        assertThat(root.sum()).isEqualTo(column.total());
    }

    private byte[] build(BalanceColumn column, MemorySegment secrets, Capacity capacity) throws IOException {
        Path path = temporary.resolve("tree-" + files++);
        Secrets seen = (first, last, arena) -> secrets.asSlice((long) first * Hash32.LENGTH);
        try (Workers workers = new Workers(capacity.threads());
                ShuffleMemory memory = new ShuffleMemory(TreeBuild.MAX_BLOCK_HEIGHT, capacity.shuffleBytes());
                Forcing forcing = new Forcing()) {
            new TreeBuild(5, column, seen, KEY, ChunkPolicy.STANDARD, capacity, workers).write(path, memory, forcing);
            forcing.finish();
        }
        return Files.readAllBytes(path);
    }

    /** Every second account on average has a balance; some are zero, some above 2^64. */
    private static BalanceColumn column(Arena arena, int size, Random random) {
        MemorySegment accounts = arena.allocate(ValueLayout.JAVA_INT, size);
        MemorySegment low = arena.allocate(ValueLayout.JAVA_LONG, size);
        MemorySegment high = random.nextBoolean() ? arena.allocate(ValueLayout.JAVA_LONG, size) : null;
        BigInteger total = BigInteger.ZERO;
        int account = -1;
        for (int i = 0; i < size; i++) {
            account += 1 + random.nextInt(2);
            accounts.setAtIndex(ValueLayout.JAVA_INT, i, Math.min(account, 2 * size - 1));
            BigInteger amount = new BigInteger(random.nextInt(high == null ? 64 : 100), random);
            low.setAtIndex(ValueLayout.JAVA_LONG, i, amount.longValue());
            if (high != null) {
                high.setAtIndex(ValueLayout.JAVA_LONG, i, amount.shiftRight(64).longValue());
            }
            total = total.add(amount);
        }
        return new BalanceColumn(ETHER, 18, size, accounts, low, high, total);
    }
}
