package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.liabilities.balances.TreeKey;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumTree;
import org.plainsight.merkle.batch.LeafShuffle;
import org.plainsight.merkle.batch.ShuffleMemory;
import org.plainsight.merkle.batch.SumFold;
import org.plainsight.merkle.batch.SumNodes;
import org.plainsight.merkle.batch.Workers;

/**
 * One asset's tree, from its column to its file: items in the order of the accounts are hashed to leaves, brought to the
 * blocks of their places by a radix partition, and each block is folded on its own; then the top. What the threads, the
 * memory or the rounds are does not show in the file.
 */
final class TreeBuild {

    private static final int TASK_BALANCES = 1 << 14;
    /** Of the blocks that are folded each on its own. */
    static final int MAX_BLOCK_HEIGHT = 16;

    private final int index;
    private final BalanceColumn column;
    private final Secrets secrets;
    private final SnapshotKey key;
    private final Capacity capacity;
    private final Workers workers;
    private final Splits splits;
    private final int items;

    /** What one tree came to. */
    record Built(AssetRecord record, int leaves) {}

    TreeBuild(
            int index,
            BalanceColumn column,
            Secrets secrets,
            SnapshotKey key,
            ChunkPolicy chunks,
            Capacity capacity,
            Workers workers) {
        this.index = index;
        this.column = column;
        this.secrets = secrets;
        this.key = key;
        this.capacity = capacity;
        this.workers = workers;
        this.splits = Splits.of(index, column, chunks, key);
        this.items = splits.items();
    }

    /**
     * Writes the file and leaves its forcing to {@code forcing}.
     *
     * @throws ArithmeticException when a sum reaches 2^127
     */
    Built write(Path path, ShuffleMemory memory, Forcing forcing) throws IOException {
        int depth = SumTree.depth(items);
        TreeLayout layout = new TreeLayout(index, depth, column.isWide() ? 16 : 8, items);
        TreeFileWriter out = new TreeFileWriter(path, layout);
        byte[] root;
        try {
            root = hash(layout, out, memory, forcing);
        } finally {
            forcing.last(out.file());
        }
        return built(layout, column, root);
    }

    static Built built(TreeLayout layout, BalanceColumn column, byte[] root) {
        SumNode node = new SumNode(
                Hash32.of(java.util.Arrays.copyOf(root, Hash32.LENGTH)),
                new BigInteger(1, root, Hash32.LENGTH, SumNodes.BYTES - Hash32.LENGTH));
        TreeKey tree = column.key();
        return new Built(
                new AssetRecord(layout.tree(), tree.asset(), tree.kind(), column.decimals(), layout.depth(), node),
                layout.items());
    }

    /** Of the blocks that a tree of this depth is folded in. */
    static int blockHeight(int depth) {
        return Math.min(MAX_BLOCK_HEIGHT, depth - SumTree.MIN_DEPTH);
    }

    /** Blocks have no gaps, because the places are a multiple of 2^(depth − 3). */
    private byte[] hash(TreeLayout layout, TreeFileWriter out, ShuffleMemory memory, Forcing forcing) {
        int height = blockHeight(layout.depth());
        int blocks = layout.slots() >>> height;
        byte[] top = new byte[(blocks + 1) * SumNodes.BYTES];
        int atOnce = Math.min(memory.blocks(), blocks);
        Permutation permutation = new Permutation(key.permutation(index), layout.slots());
        LeafShuffle shuffle = new LeafShuffle(height, memory);
        for (int first = 0; first < blocks; first += atOnce) {
            int round = first;
            shuffle.begin(first, Math.min(atOnce, blocks - first));
            workers.run(tasks(), () -> new LeafWorker(out, round == 0, permutation, shuffle));
            forcing.soon(out.file());
            workers.run(
                    Math.min(atOnce, blocks - first),
                    () -> new BlockWorker(
                                    key.paddingKey(),
                                    index,
                                    capacity.hashing().supplier().get(),
                                    shuffle.new Reader(),
                                    height,
                                    out)
                            .into(top, round));
        }
        SumNodes hasher = new SumNodes(capacity.hashing().supplier().get(), index);
        return new SumFold(hasher).top(height, layout.depth(), top, blocks, key.padding(index), out);
    }

    private int tasks() {
        return (column.size() + TASK_BALANCES - 1) / TASK_BALANCES;
    }

    /** Hashes balances and pieces of balances to leaves and hands them to the shuffle; the first round writes them, too. */
    private final class LeafWorker implements Workers.Worker {
        private final TreeFileWriter.@Nullable Items written;
        private final LeafShuffle.Writer writer;
        private final LeafHashing hashing;

        LeafWorker(TreeFileWriter out, boolean writes, Permutation permutation, LeafShuffle shuffle) {
            this.written = writes ? out.new Items(splits.most(TASK_BALANCES)) : null;
            this.writer = shuffle.new Writer();
            this.hashing = new LeafHashing(capacity.hashing().supplier().get(), index, permutation, writer);
        }

        @Override
        public void task(int number) {
            int from = number * TASK_BALANCES;
            int to = Math.min(column.size(), from + TASK_BALANCES);
            if (written != null) {
                written.begin(splits.itemsBefore(from));
            }
            try (Arena arena = Arena.ofConfined()) {
                int first = column.account(from);
                MemorySegment window = secrets.window(first, column.account(to - 1), arena);
                splits.items(from, to, (item, account, chunk, high, low) -> {
                    if (written != null) {
                        written.add(account, high, low);
                    }
                    hashing.add(item, chunk, window, (long) (account - first) * Hash32.LENGTH, high, low);
                });
                hashing.flush();
            }
            if (written != null) {
                written.write();
            }
        }

        @Override
        public void end() {
            writer.flush();
        }
    }
}
