package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.batch.Workers;

/**
 * Brings what all threads met of each tree into the order of the accounts' final numbers. Accounts are taken by ranges, and
 * within one by buckets whose balances stay in a core's cache: a place for each account of a whole file would cost a visit
 * to main memory for every balance.
 */
final class ColumnJoin {

    private static final int BUCKET_BITS = 15;
    private static final int BUCKET = 1 << BUCKET_BITS;
    private static final int RANGE_BUCKETS = 1 << 7;
    private static final int SPARSE = 16;

    private final int[] ranks;
    private final int buckets;
    private final Arena memory;
    private final Workers workers;

    /** One tree: what was met of it, and how many balances there are up to the end of each bucket. */
    private static final class Met {
        private final List<MetColumn> parts;
        private final List<MetColumn.Piece> pieces;
        private final int[] ends;

        Met(List<MetColumn> parts, List<MetColumn.Piece> pieces, int[] ends) {
            this.parts = parts;
            this.pieces = pieces;
            this.ends = ends;
        }

        int size() {
            return ends[ends.length - 1];
        }

        int begin(int bucket) {
            return bucket == 0 ? 0 : ends[bucket - 1];
        }

        boolean isWide() {
            return parts.stream().anyMatch(MetColumn::isWide);
        }
    }

    /** Where a tree's balances go. */
    private record Tree(
            Met met,
            MemorySegment accounts,
            MemorySegment low,
            @Nullable MemorySegment high) {}

    private record Task(Tree tree, int range) {}

    /** @param ranks the final number of each account, by its number as met */
    ColumnJoin(int[] ranks, int accountCount, Arena memory, Workers workers) {
        this.ranks = ranks;
        this.buckets = (accountCount + BUCKET - 1) >>> BUCKET_BITS;
        this.memory = memory;
        this.workers = workers;
    }

    /** @throws ParallelReader.DoubtException where an account stands twice in a tree, or a total leaves 127 bits */
    List<BalanceColumn> join(List<List<MetColumn>> trees) {
        List<Tree> open = allocate(trees.stream().map(this::count).toList());
        List<Task> tasks = new ArrayList<>();
        for (Tree tree : open) {
            for (int range = 0; range * RANGE_BUCKETS < buckets; range++) {
                tasks.add(new Task(tree, range));
            }
        }
        AtomicBoolean sound = new AtomicBoolean(true);
        workers.run(tasks.size(), () -> {
            Bucket bucket = new Bucket();
            return task -> {
                if (!order(tasks.get(task), bucket)) {
                    sound.set(false);
                }
            };
        });
        if (!sound.get()) {
            throw new ParallelReader.DoubtException();
        }
        return open.stream().map(ColumnJoin::column).toList();
    }

    /** Numbers the balances anew and counts them by bucket. */
    private Met count(List<MetColumn> parts) {
        List<MetColumn.Piece> pieces =
                parts.stream().flatMap(part -> part.pieces().stream()).toList();
        int[] ends = new int[buckets];
        workers.run(pieces.size(), () -> {
            int[] counts = new int[buckets];
            return new Workers.Worker() {
                @Override
                public void task(int number) {
                    MetColumn.Piece piece = pieces.get(number);
                    for (int i = 0; i < piece.size(); i++) {
                        int rank = ranks[piece.account(i)];
                        piece.number(i, rank);
                        counts[rank >>> BUCKET_BITS]++;
                    }
                }

                @Override
                public void end() {
                    synchronized (ends) {
                        Arrays.setAll(ends, b -> ends[b] + counts[b]);
                    }
                }
            };
        });
        Arrays.parallelPrefix(ends, Math::addExact);
        return new Met(parts, pieces, ends);
    }

    private List<Tree> allocate(List<Met> met) {
        long[] bytes = met.stream()
                .flatMapToLong(m -> LongStream.of(
                        (long) m.size() * Long.BYTES,
                        m.isWide() ? (long) m.size() * Long.BYTES : 0,
                        (long) m.size() * Integer.BYTES))
                .toArray();
        Iterator<MemorySegment> made =
                ClearedMemory.allocate(memory, workers, bytes).iterator();
        List<Tree> trees = new ArrayList<>();
        for (Met each : met) {
            MemorySegment low = made.next();
            MemorySegment high = made.next();
            trees.add(new Tree(each, made.next(), low, each.isWide() ? high : null));
        }
        return trees;
    }

    private static BalanceColumn column(Tree tree) {
        BigInteger total = MetColumn.total(tree.met.parts);
        if (total.bitLength() > SumNode.MAX_BITS) {
            throw new ParallelReader.DoubtException();
        }
        ColumnRows rules = tree.met.parts.getFirst().rules();
        return new BalanceColumn(
                rules.key(), rules.decimals(), tree.met.size(), tree.accounts, tree.low, tree.high, total);
    }

    /** Scatters a range's balances to their buckets, and orders each of those. */
    private boolean order(Task task, Bucket bucket) {
        Tree tree = task.tree();
        Met met = tree.met;
        int first = task.range() * RANGE_BUCKETS;
        int last = Math.min(buckets, first + RANGE_BUCKETS);
        int base = met.begin(first);
        int size = met.ends[last - 1] - base;
        if (size > (long) (last - first) << BUCKET_BITS) {
            return false;
        }
        int[] accounts = new int[size];
        long[] lows = new long[size];
        long[] highs = new long[tree.high == null ? 0 : size];
        int[] next = new int[last - first];
        Arrays.setAll(next, b -> met.begin(first + b) - base);
        for (MetColumn.Piece piece : met.pieces) {
            for (int i = 0; i < piece.size(); i++) {
                int account = piece.account(i);
                int b = (account >>> BUCKET_BITS) - first;
                if (b >= 0 && b < next.length) {
                    int to = next[b]++;
                    accounts[to] = account;
                    lows[to] = piece.low(i);
                    if (highs.length > 0) {
                        highs[to] = piece.high(i);
                    }
                }
            }
        }
        for (int b = first, from = 0; b < last; b++) {
            int to = met.ends[b] - base;
            if (!bucket.order(accounts, lows, highs, from, to)) {
                return false;
            }
            from = to;
        }
        MemorySegment.copy(accounts, 0, tree.accounts, ValueLayout.JAVA_INT, (long) base * Integer.BYTES, size);
        MemorySegment.copy(lows, 0, tree.low, ValueLayout.JAVA_LONG, (long) base * Long.BYTES, size);
        if (tree.high != null) {
            MemorySegment.copy(highs, 0, tree.high, ValueLayout.JAVA_LONG, (long) base * Long.BYTES, size);
        }
        return true;
    }

    /** Orders the balances of one bucket: by a place for each of its accounts or, where they are few, by sorting. */
    private static final class Bucket {
        private final int[] places = new int[BUCKET];
        private final int[] accounts = new int[BUCKET];
        private final long[] lows = new long[BUCKET];
        private final long[] highs = new long[BUCKET];

        /** False where an account stands twice. */
        boolean order(int[] account, long[] low, long[] high, int from, int to) {
            int size = to - from;
            if (size > BUCKET || !(size < BUCKET / SPARSE ? sort(account, from, to) : place(account, from, to))) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                int at = from + places[i];
                accounts[i] = account[at];
                lows[i] = low[at];
                if (high.length > 0) {
                    highs[i] = high[at];
                }
            }
            System.arraycopy(accounts, 0, account, from, size);
            System.arraycopy(lows, 0, low, from, size);
            if (high.length > 0) {
                System.arraycopy(highs, 0, high, from, size);
            }
            return true;
        }

        private boolean place(int[] account, int from, int to) {
            Arrays.fill(places, 0);
            for (int i = from; i < to; i++) {
                int place = account[i] & (BUCKET - 1);
                if (places[place] != 0) {
                    return false;
                }
                places[place] = i - from + 1;
            }
            int filled = 0;
            for (int i = 0; i < BUCKET; i++) {
                int place = places[i];
                places[filled] = place - 1;
                filled += place == 0 ? 0 : 1;
            }
            return true;
        }

        private boolean sort(int[] account, int from, int to) {
            long[] order = new long[to - from];
            Arrays.setAll(order, i -> (long) account[from + i] << 32 | i);
            Arrays.sort(order);
            for (int i = 0; i < order.length; i++) {
                if (i > 0 && order[i] >>> 32 == order[i - 1] >>> 32) {
                    return false;
                }
                places[i] = (int) order[i];
            }
            return true;
        }
    }
}
