package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.SumNode;

/** The balances of one tree that one thread met, in pieces outside the heap, with their totals. */
final class MetColumn {

    static final int PIECE = 1 << 14;
    private static final int SPARSE = 32;

    private final ColumnRows rules;
    private final Arena memory;
    private final List<MemorySegment> accounts = new ArrayList<>();
    private final List<MemorySegment> lows = new ArrayList<>();
    private final List<MemorySegment> highs = new ArrayList<>();
    private int size;
    private boolean wide;
    private long sumHigh;
    private long sumLow;
    private BigInteger ledgerTotal = BigInteger.ZERO;

    MetColumn(ColumnRows rules, Arena memory) {
        this.rules = rules;
        this.memory = memory;
    }

    ColumnRows rules() {
        return rules;
    }

    /** False where the total leaves 127 bits. */
    boolean add(int account, long high, long low) {
        int at = size % PIECE;
        if (at == 0) {
            synchronized (memory) {
                accounts.add(memory.allocate(ValueLayout.JAVA_INT, PIECE));
                lows.add(memory.allocate(ValueLayout.JAVA_LONG, PIECE));
            }
            highs.add(MemorySegment.NULL);
        }
        accounts.getLast().setAtIndex(ValueLayout.JAVA_INT, at, account);
        lows.getLast().setAtIndex(ValueLayout.JAVA_LONG, at, low);
        if (high != 0) {
            if (highs.getLast().byteSize() == 0) {
                synchronized (memory) {
                    highs.set(highs.size() - 1, memory.allocate(ValueLayout.JAVA_LONG, PIECE));
                }
            }
            highs.getLast().setAtIndex(ValueLayout.JAVA_LONG, at, high);
            wide = true;
        }
        size++;
        long sum = sumLow + low;
        sumHigh += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        sumLow = sum;
        return sumHigh >= 0;
    }

    /** Adds to the total in the ledger's own units, where those are not base units. */
    void addLedger(BigInteger amount) {
        ledgerTotal = ledgerTotal.add(amount);
    }

    private BigInteger total() {
        return new BigInteger(
                1,
                java.nio.ByteBuffer.allocate(16)
                        .putLong(sumHigh)
                        .putLong(sumLow)
                        .array());
    }

    static BigInteger total(List<MetColumn> parts) {
        return parts.stream().map(MetColumn::total).reduce(BigInteger.ZERO, BigInteger::add);
    }

    static BigInteger ledgerTotal(List<MetColumn> parts, boolean converted) {
        return converted
                ? parts.stream().map(part -> part.ledgerTotal).reduce(BigInteger.ZERO, BigInteger::add)
                : total(parts);
    }

    /** All threads' parts of one tree, by the final numbers of the accounts; empty where an account stands twice. */
    static Optional<BalanceColumn> join(List<MetColumn> parts, int[] ranks, int accountCount, Arena memory) {
        int size = Math.toIntExact(parts.stream().mapToLong(part -> part.size).sum());
        BigInteger total = total(parts);
        if (total.bitLength() > SumNode.MAX_BITS) {
            return Optional.empty();
        }
        boolean wide = parts.stream().anyMatch(part -> part.wide);
        Joined joined;
        synchronized (memory) {
            joined = new Joined(
                    memory.allocate(ValueLayout.JAVA_INT, size),
                    memory.allocate(ValueLayout.JAVA_LONG, size),
                    wide ? memory.allocate(ValueLayout.JAVA_LONG, size) : null);
        }
        boolean sound = size < accountCount / SPARSE
                ? joined.sort(parts, ranks, size)
                : joined.place(parts, ranks, accountCount);
        ColumnRows rules = parts.getFirst().rules();
        return sound
                ? Optional.of(new BalanceColumn(
                        rules.key(), rules.decimals(), size, joined.accounts(), joined.low(), joined.high(), total))
                : Optional.empty();
    }

    private record Joined(
            MemorySegment accounts,
            MemorySegment low,
            @org.jspecify.annotations.Nullable MemorySegment high) {

        /** Few balances: sorted by the account's number, which stands above their place. */
        boolean sort(List<MetColumn> parts, int[] ranks, int size) {
            long[] order = new long[size];
            int next = 0;
            for (MetColumn part : parts) {
                for (int i = 0; i < part.size; i++, next++) {
                    order[next] = (long) ranks[part.account(i)] << 32 | next;
                }
            }
            Arrays.sort(order);
            for (int i = 0; i < size; i++) {
                int rank = (int) (order[i] >>> 32);
                if (i > 0 && rank == (int) (order[i - 1] >>> 32)) {
                    return false;
                }
                put(i, rank, parts, (int) order[i]);
            }
            return true;
        }

        /** Many: a place for each account. */
        boolean place(List<MetColumn> parts, int[] ranks, int accountCount) {
            int[] places = new int[accountCount];
            int next = 0;
            for (MetColumn part : parts) {
                for (int i = 0; i < part.size; i++) {
                    int rank = ranks[part.account(i)];
                    if (places[rank] != 0) {
                        return false;
                    }
                    places[rank] = ++next;
                }
            }
            int i = 0;
            for (int rank = 0; rank < accountCount; rank++) {
                if (places[rank] != 0) {
                    put(i++, rank, parts, places[rank] - 1);
                }
            }
            return true;
        }

        private void put(int i, int rank, List<MetColumn> parts, int from) {
            int at = from;
            int p = 0;
            while (at >= parts.get(p).size) {
                at -= parts.get(p++).size;
            }
            MetColumn part = parts.get(p);
            accounts.setAtIndex(ValueLayout.JAVA_INT, i, rank);
            low.setAtIndex(
                    ValueLayout.JAVA_LONG, i, part.lows.get(at / PIECE).getAtIndex(ValueLayout.JAVA_LONG, at % PIECE));
            if (high != null) {
                high.setAtIndex(ValueLayout.JAVA_LONG, i, part.high(at));
            }
        }
    }

    private long high(int i) {
        MemorySegment piece = highs.get(i / PIECE);
        return piece.byteSize() == 0 ? 0 : piece.getAtIndex(ValueLayout.JAVA_LONG, i % PIECE);
    }

    private int account(int i) {
        return accounts.get(i / PIECE).getAtIndex(ValueLayout.JAVA_INT, i % PIECE);
    }
}
