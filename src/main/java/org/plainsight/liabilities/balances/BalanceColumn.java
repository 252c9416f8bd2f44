package org.plainsight.liabilities.balances;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The balances of one tree outside the heap: account numbers rising, each with an amount below 2^127. Readable by several
 * threads for as long as the memory it was made over is.
 */
public final class BalanceColumn {

    private final TreeKey key;
    private final int decimals;
    private final int size;
    private final MemorySegment accounts;
    private final MemorySegment low;
    private final @Nullable MemorySegment high;
    private final BigInteger total;

    /**
     * @param accounts int each, native order
     * @param low the lower 64 bits of each amount, long each, native order
     * @param high the upper bits; null where every amount is below 2^64
     */
    public BalanceColumn(
            TreeKey key,
            int decimals,
            int size,
            MemorySegment accounts,
            MemorySegment low,
            @Nullable MemorySegment high,
            BigInteger total) {
        this.key = key;
        this.decimals = decimals;
        this.size = size;
        this.accounts = accounts;
        this.low = low;
        this.high = high;
        this.total = total;
    }

    public TreeKey key() {
        return key;
    }

    public int decimals() {
        return decimals;
    }

    public int size() {
        return size;
    }

    public BigInteger total() {
        return total;
    }

    /** Whether some amount may reach 2^64. */
    public boolean isWide() {
        return high != null;
    }

    public int account(int i) {
        return accounts.getAtIndex(ValueLayout.JAVA_INT, i);
    }

    public long high(int i) {
        return high == null ? 0 : high.getAtIndex(ValueLayout.JAVA_LONG, i);
    }

    public long low(int i) {
        return low.getAtIndex(ValueLayout.JAVA_LONG, i);
    }
}
