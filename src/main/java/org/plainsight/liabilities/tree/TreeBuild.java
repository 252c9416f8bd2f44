package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Path;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumTree;
import org.plainsight.merkle.batch.LeafShuffle;
import org.plainsight.merkle.batch.SumFold;
import org.plainsight.merkle.batch.SumNodes;
import org.plainsight.merkle.batch.Workers;

/**
 * One asset's tree, from its column to its file: items in the order of the accounts are hashed to leaves, brought to the
 * blocks of their places by a radix partition, and each block is folded on its own; then the top. What the threads, the
 * memory or the rounds are does not show in the file.
 */
final class TreeBuild {

    private static final int TASK_ITEMS = 1 << 14;
    private static final int MAX_BLOCK_HEIGHT = 16;

    private final int index;
    private final BalanceColumn column;
    private final MemorySegment secrets;
    private final SnapshotKey key;
    private final Capacity capacity;
    private final Workers workers;
    private final Splits splits;
    private final int items;

    /** What one tree came to. */
    record Built(AssetRecord record, int leaves) {}

    /** @param secrets S of every account, 32 bytes each, by account number */
    TreeBuild(
            int index,
            BalanceColumn column,
            MemorySegment secrets,
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

    /** @throws ArithmeticException when a sum reaches 2^127 */
    Built write(Path file) throws IOException {
        int depth = SumTree.depth(items);
        TreeLayout layout = new TreeLayout(index, depth, column.isWide() ? 16 : 8, items);
        try (TreeFileWriter out = new TreeFileWriter(file, layout)) {
            writeItems(out);
            byte[] root = hash(layout, out);
            out.force();
            SumNode node = new SumNode(
                    Hash32.of(java.util.Arrays.copyOf(root, Hash32.LENGTH)),
                    new BigInteger(1, root, Hash32.LENGTH, SumNodes.BYTES - Hash32.LENGTH));
            AssetRecord record =
                    new AssetRecord(index, column.key().asset(), column.key().kind(), column.decimals(), depth, node);
            return new Built(record, items);
        }
    }

    private void writeItems(TreeFileWriter out) {
        workers.run(tasks(column.size()), () -> task -> {
            int from = task * TASK_ITEMS;
            int to = Math.min(column.size(), from + TASK_ITEMS);
            int item = splits.itemsBefore(from);
            int nextSplit = splits.before(from);
            for (int i = from; i < to; i++) {
                if (nextSplit < splits.count() && splits.place(nextSplit) == i) {
                    for (BigInteger piece : splits.pieces(nextSplit++)) {
                        out.item(item++, column.account(i), piece.shiftRight(64).longValue(), piece.longValue());
                    }
                } else {
                    out.item(item++, column.account(i), column.high(i), column.low(i));
                }
            }
        });
    }

    /** Blocks have no gaps, because the places are a multiple of 2^(depth − 3). */
    private byte[] hash(TreeLayout layout, TreeFileWriter out) {
        int height = Math.min(MAX_BLOCK_HEIGHT, layout.depth() - SumTree.MIN_DEPTH);
        int blocks = layout.slots() >>> height;
        byte[] top = new byte[(blocks + 1) * SumNodes.BYTES];
        int atOnce = Math.clamp(capacity.shuffleBytes() / LeafShuffle.bytes(height, 1), 1, blocks);
        Permutation permutation = new Permutation(key.permutation(index), layout.slots());
        try (Arena arena = Arena.ofShared()) {
            LeafShuffle shuffle = new LeafShuffle(height, atOnce, arena);
            for (int first = 0; first < blocks; first += atOnce) {
                shuffle.begin(first, Math.min(atOnce, blocks - first));
                workers.run(tasks(items), () -> new LeafWorker(out, permutation, shuffle));
                int round = first;
                workers.run(
                        Math.min(atOnce, blocks - first),
                        () -> new BlockWorker(
                                        key,
                                        index,
                                        capacity.hashing().supplier().get(),
                                        shuffle,
                                        height,
                                        out)
                                .into(top, round));
            }
        }
        SumNodes hasher = new SumNodes(capacity.hashing().supplier().get(), index);
        return new SumFold(hasher).top(height, layout.depth(), top, blocks, key.padding(index), out);
    }

    private static int tasks(int items) {
        return (items + TASK_ITEMS - 1) / TASK_ITEMS;
    }

    /** Hashes items to leaves and hands them to the shuffle. */
    private final class LeafWorker implements Workers.Worker {
        private static final int BATCH = 256;

        private final TreeFileWriter out;
        private final Permutation permutation;
        private final LeafShuffle shuffle;
        private final LeafShuffle.Writer writer;
        private final SumNodes hasher =
                new SumNodes(capacity.hashing().supplier().get(), index);
        private final byte[] input = new byte[BATCH * SumNodes.BYTES];
        private final byte[] leaves = new byte[BATCH * SumNodes.BYTES];
        private final int[] positions = new int[BATCH];
        private int waiting;

        LeafWorker(TreeFileWriter out, Permutation permutation, LeafShuffle shuffle) {
            this.out = out;
            this.permutation = permutation;
            this.shuffle = shuffle;
            this.writer = shuffle.new Writer();
        }

        @Override
        public void task(int number) {
            int from = number * TASK_ITEMS;
            int to = Math.min(items, from + TASK_ITEMS);
            int chunk = 0;
            while (from - chunk > 0 && out.account(from - chunk - 1) == out.account(from)) {
                chunk++;
            }
            int account = out.account(from);
            for (int i = from; i < to; i++) {
                int next = out.account(i);
                chunk = i == from ? chunk : next == account ? chunk + 1 : 0;
                account = next;
                int position = permutation.apply(i);
                if (shuffle.takes(position)) {
                    take(i, account, chunk, position);
                }
            }
            hashWaiting();
        }

        private void take(int i, int account, int chunk, int position) {
            if (chunk > 0) {
                hashWaiting();
            }
            int at = waiting * SumNodes.BYTES;
            MemorySegment.copy(
                    secrets, ValueLayout.JAVA_BYTE, (long) account * Hash32.LENGTH, input, at, Hash32.LENGTH);
            SumNodes.putSum(input, at, out.high(i), out.low(i));
            positions[waiting++] = position;
            if (chunk > 0) {
                hashWaiting(chunk);
            } else if (waiting == BATCH) {
                hashWaiting();
            }
        }

        private void hashWaiting() {
            hashWaiting(0);
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
