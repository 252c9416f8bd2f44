package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The balances of one tree that one thread met, in pieces outside the heap but for the last, with their totals. */
final class MetColumn {

    static final int PIECE = 1 << 14;

    private final ColumnRows rules;
    private final Arena memory;
    private final List<Piece> pieces = new ArrayList<>();
    private final int[] accounts = new int[PIECE];
    private final long[] lows = new long[PIECE];
    private long[] highs = new long[0];
    private int filled;
    private boolean wide;
    private long sumHigh;
    private long sumLow;
    private BigInteger ledgerTotal = BigInteger.ZERO;

    /**
     * @param accounts int each
     * @param lows the lower 64 bits of each amount
     * @param highs the upper bits; empty where all are zero
     */
    record Piece(int size, MemorySegment accounts, MemorySegment lows, MemorySegment highs) {

        int account(int i) {
            return accounts.getAtIndex(ValueLayout.JAVA_INT, i);
        }

        void number(int i, int account) {
            accounts.setAtIndex(ValueLayout.JAVA_INT, i, account);
        }

        long low(int i) {
            return lows.getAtIndex(ValueLayout.JAVA_LONG, i);
        }

        long high(int i) {
            return highs.byteSize() == 0 ? 0 : highs.getAtIndex(ValueLayout.JAVA_LONG, i);
        }
    }

    MetColumn(ColumnRows rules, Arena memory) {
        this.rules = rules;
        this.memory = memory;
    }

    ColumnRows rules() {
        return rules;
    }

    boolean isWide() {
        return wide;
    }

    /** False where the total leaves 127 bits. */
    boolean add(int account, long high, long low) {
        if (filled == PIECE) {
            put();
        }
        accounts[filled] = account;
        lows[filled] = low;
        if (high != 0) {
            if (highs.length == 0) {
                highs = new long[PIECE];
            }
            highs[filled] = high;
            wide = true;
        }
        filled++;
        long sum = sumLow + low;
        sumHigh += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        sumLow = sum;
        return sumHigh >= 0;
    }

    private void put() {
        MemorySegment numbers;
        MemorySegment low;
        MemorySegment high = MemorySegment.NULL;
        synchronized (memory) {
            numbers = memory.allocate(ValueLayout.JAVA_INT, filled);
            low = memory.allocate(ValueLayout.JAVA_LONG, filled);
            if (highs.length > 0) {
                high = memory.allocate(ValueLayout.JAVA_LONG, filled);
            }
        }
        MemorySegment.copy(accounts, 0, numbers, ValueLayout.JAVA_INT, 0, filled);
        MemorySegment.copy(lows, 0, low, ValueLayout.JAVA_LONG, 0, filled);
        if (highs.length > 0) {
            MemorySegment.copy(highs, 0, high, ValueLayout.JAVA_LONG, 0, filled);
            highs = new long[0];
        }
        pieces.add(new Piece(filled, numbers, low, high));
        filled = 0;
    }

    /** All that was added. */
    List<Piece> pieces() {
        if (filled > 0) {
            put();
        }
        return pieces;
    }

    /** Adds to the total in the ledger's own units, where those are not base units. */
    void addLedger(BigInteger amount) {
        ledgerTotal = ledgerTotal.add(amount);
    }

    private BigInteger total() {
        return new BigInteger(
                1, ByteBuffer.allocate(16).putLong(sumHigh).putLong(sumLow).array());
    }

    static BigInteger total(List<MetColumn> parts) {
        return parts.stream().map(MetColumn::total).reduce(BigInteger.ZERO, BigInteger::add);
    }

    static BigInteger ledgerTotal(List<MetColumn> parts, boolean converted) {
        return converted
                ? parts.stream().map(part -> part.ledgerTotal).reduce(BigInteger.ZERO, BigInteger::add)
                : total(parts);
    }
}
