package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.balances.BalanceColumn;
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
        this.items = splits.itemsBefore(column.size());
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
        SumNode node = new SumNode(
                Hash32.of(java.util.Arrays.copyOf(root, Hash32.LENGTH)),
                new BigInteger(1, root, Hash32.LENGTH, SumNodes.BYTES - Hash32.LENGTH));
        AssetRecord record =
                new AssetRecord(index, column.key().asset(), column.key().kind(), column.decimals(), depth, node);
        return new Built(record, items);
    }

    /** Blocks have no gaps, because the places are a multiple of 2^(depth − 3). */
    private byte[] hash(TreeLayout layout, TreeFileWriter out, ShuffleMemory memory, Forcing forcing) {
        int height = Math.min(MAX_BLOCK_HEIGHT, layout.depth() - SumTree.MIN_DEPTH);
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
                                    key, index, capacity.hashing().supplier().get(), shuffle, height, out)
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
        private static final int BATCH = 256;

        private final TreeFileWriter.@Nullable Items written;
        private final Permutation permutation;
        private final LeafShuffle shuffle;
        private final LeafShuffle.Writer writer;
        private final SumNodes hasher =
                new SumNodes(capacity.hashing().supplier().get(), index);
        private final byte[] input = new byte[BATCH * SumNodes.BYTES];
        private final byte[] leaves = new byte[BATCH * SumNodes.BYTES];
        private final int[] positions = new int[BATCH];
        private MemorySegment window = MemorySegment.NULL;
        private int firstInWindow;
        private int waiting;

        LeafWorker(TreeFileWriter out, boolean writes, Permutation permutation, LeafShuffle shuffle) {
            this.written = writes ? out.new Items(splits.most(TASK_BALANCES)) : null;
            this.permutation = permutation;
            this.shuffle = shuffle;
            this.writer = shuffle.new Writer();
        }

        @Override
        public void task(int number) {
            int from = number * TASK_BALANCES;
            int to = Math.min(column.size(), from + TASK_BALANCES);
            try (Arena arena = Arena.ofConfined()) {
                firstInWindow = column.account(from);
                window = secrets.window(firstInWindow, column.account(to - 1), arena);
                balances(from, to);
            }
            if (written != null) {
                written.write();
            }
        }

        private void balances(int from, int to) {
            int item = splits.itemsBefore(from);
            int nextSplit = splits.before(from);
            if (written != null) {
                written.begin(item);
            }
            for (int i = from; i < to; i++) {
                int account = column.account(i);
                if (nextSplit < splits.count() && splits.place(nextSplit) == i) {
                    int chunk = 0;
                    for (BigInteger piece : splits.pieces(nextSplit++)) {
                        item(item++, account, chunk++, piece.shiftRight(64).longValue(), piece.longValue());
                    }
                } else {
                    item(item++, account, 0, column.high(i), column.low(i));
                }
            }
            hashWaiting(0);
        }

        private void item(int item, int account, int chunk, long high, long low) {
            if (written != null) {
                written.add(account, high, low);
            }
            int position = permutation.apply(item);
            if (!shuffle.takes(position)) {
                return;
            }
            if (chunk > 0) {
                hashWaiting(0);
            }
            int at = waiting * SumNodes.BYTES;
            MemorySegment.copy(
                    window,
                    ValueLayout.JAVA_BYTE,
                    (long) (account - firstInWindow) * Hash32.LENGTH,
                    input,
                    at,
                    Hash32.LENGTH);
            SumNodes.putSum(input, at, high, low);
            positions[waiting++] = position;
            if (chunk > 0 || waiting == BATCH) {
                hashWaiting(chunk);
            }
        }

        private void hashWaiting(int chunk) {
            hasher.leaves(chunk, input, 0, waiting, leaves, 0, SumNodes.BYTES);
            for (int i = 0; i < waiting; i++) {
                int at = i * SumNodes.BYTES;
                SumNodes.copySum(input, at, leaves, at);
                writer.add(positions[i], leaves, at);
            }
            waiting = 0;
        }

        @Override
        public void end() {
            writer.flush();
        }
    }
}
