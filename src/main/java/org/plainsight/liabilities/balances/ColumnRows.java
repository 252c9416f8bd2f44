package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.Arrays;

/** The balances of one tree in the order of their rows. */
final class ColumnRows {

    private final TreeKey key;
    private final int decimals;
    private int size;
    private boolean wide;
    private int[] accounts = new int[16];
    private long[] rows = new long[16];
    private long[] amounts = new long[32];
    private BigInteger total = BigInteger.ZERO;
    private BigInteger ledgerTotal = BigInteger.ZERO;

    ColumnRows(TreeKey key, int decimals) {
        this.key = key;
        this.decimals = decimals;
    }

    TreeKey key() {
        return key;
    }

    int decimals() {
        return decimals;
    }

    BigInteger total() {
        return total;
    }

    /** The total in the ledger's own units, before any rounding. */
    BigInteger ledgerTotal() {
        return ledgerTotal;
    }

    void add(int account, BigInteger amount, BigInteger ledgerAmount, long row) {
        if (size == accounts.length) {
            accounts = Arrays.copyOf(accounts, 2 * size);
            rows = Arrays.copyOf(rows, 2 * size);
            amounts = Arrays.copyOf(amounts, 4 * size);
        }
        accounts[size] = account;
        rows[size] = row;
        amounts[2 * size] = amount.shiftRight(64).longValue();
        wide |= amounts[2 * size] != 0;
        amounts[2 * size + 1] = amount.longValue();
        total = total.add(amount);
        ledgerTotal = ledgerTotal.add(ledgerAmount);
        size++;
    }

    /** Renumbers the accounts, sorts by them, and notes the rows that repeat an account. */
    BalanceColumn sort(int[] rank, Defects defects, Arena arena) {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = (long) rank[accounts[i]] << 32 | i;
        }
        Arrays.sort(order);
        int[] sortedAccounts = new int[size];
        long[] sortedAmounts = new long[2 * size];
        for (int i = 0; i < size; i++) {
            int from = (int) order[i];
            sortedAccounts[i] = (int) (order[i] >>> 32);
            sortedAmounts[2 * i] = amounts[2 * from];
            sortedAmounts[2 * i + 1] = amounts[2 * from + 1];
            if (i > 0 && sortedAccounts[i] == sortedAccounts[i - 1]) {
                defects.atRow(
                        rows[from],
                        "a second balance of the same account in " + key + "; the first is on row "
                                + rows[(int) order[i - 1]],
                        "add the balances of an account before the export");
            }
        }
        MemorySegment low = arena.allocate(ValueLayout.JAVA_LONG, size);
        MemorySegment high = wide ? arena.allocate(ValueLayout.JAVA_LONG, size) : null;
        for (int i = 0; i < size; i++) {
            if (high != null) {
                high.setAtIndex(ValueLayout.JAVA_LONG, i, sortedAmounts[2 * i]);
            }
            low.setAtIndex(ValueLayout.JAVA_LONG, i, sortedAmounts[2 * i + 1]);
        }
        MemorySegment numbers = arena.allocateFrom(ValueLayout.JAVA_INT, sortedAccounts);
        return new BalanceColumn(key, decimals, size, numbers, low, high, total);
    }
}
