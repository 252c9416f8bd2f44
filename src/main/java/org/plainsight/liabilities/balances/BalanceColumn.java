package org.plainsight.liabilities.balances;

import java.math.BigInteger;
import java.util.Arrays;

/** The balances of one tree: account numbers rising, each with an amount below 2^127 as two longs. */
public final class BalanceColumn {

    private final TreeKey key;
    private final int decimals;
    private int size;
    private int[] accounts = new int[16];
    private long[] rows = new long[16];
    private long[] amounts = new long[32];
    private BigInteger total = BigInteger.ZERO;
    private BigInteger ledgerTotal = BigInteger.ZERO;

    BalanceColumn(TreeKey key, int decimals) {
        this.key = key;
        this.decimals = decimals;
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

    public int account(int i) {
        return accounts[i];
    }

    public long high(int i) {
        return amounts[2 * i];
    }

    public long low(int i) {
        return amounts[2 * i + 1];
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
        amounts[2 * size + 1] = amount.longValue();
        total = total.add(amount);
        ledgerTotal = ledgerTotal.add(ledgerAmount);
        size++;
    }

    /** Renumbers the accounts, sorts by them, and notes the rows that repeat an account. */
    void sort(int[] rank, Defects defects) {
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
        accounts = sortedAccounts;
        amounts = sortedAmounts;
        rows = new long[0];
    }
}
