package org.plainsight.liabilities.tree;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import org.plainsight.liabilities.balances.BalanceColumn;

/** What becomes the leaves of one tree, by (account number, chunk), before it is permuted. */
final class TreeItems {

    final int size;
    final int[] accounts;
    final byte[] chunks;
    final long[] amounts;

    private TreeItems(int size) {
        this.size = size;
        this.accounts = new int[size];
        this.chunks = new byte[size];
        this.amounts = new long[2 * size];
    }

    static TreeItems of(int tree, BalanceColumn column, ChunkPolicy policy, SnapshotKey key) {
        BitSet split = largest(column, policy);
        TreeItems items = new TreeItems(column.size() + split.cardinality() * (policy.pieces() - 1));
        int at = 0;
        for (int i = 0; i < column.size(); i++) {
            if (split.get(i)) {
                BigInteger amount = amount(column, i);
                BigInteger[] pieces = pieces(tree, column.account(i), amount, policy.pieces(), key);
                for (int c = 0; c < pieces.length; c++) {
                    items.set(
                            at++, column.account(i), c, pieces[c].shiftRight(64).longValue(), pieces[c].longValue());
                }
            } else {
                items.set(at++, column.account(i), 0, column.high(i), column.low(i));
            }
        }
        return items;
    }

    private static BigInteger[] pieces(int tree, int account, BigInteger amount, int count, SnapshotKey key) {
        BigInteger[] cuts = new BigInteger[count + 1];
        cuts[0] = BigInteger.ZERO;
        cuts[count] = amount;
        for (int j = 1; j < count; j++) {
            cuts[j] = key.cut(tree, account, j, amount);
        }
        Arrays.sort(cuts);
        BigInteger[] pieces = new BigInteger[count];
        for (int j = 0; j < count; j++) {
            pieces[j] = cuts[j + 1].subtract(cuts[j]);
        }
        return pieces;
    }

    /** Keeps the best in a sorted array as long as the policy's number, so one pass is enough. */
    private static BitSet largest(BalanceColumn column, ChunkPolicy policy) {
        int[] best = new int[Math.min(policy.largest(), column.size())];
        int found = 0;
        for (int i = 0; i < column.size(); i++) {
            if (column.high(i) == 0 && Long.compareUnsigned(column.low(i), policy.pieces()) < 0) {
                continue;
            }
            int at = found;
            while (at > 0 && larger(column, i, best[at - 1])) {
                at--;
            }
            if (at < best.length) {
                found = Math.min(found + 1, best.length);
                System.arraycopy(best, at, best, at + 1, found - at - 1);
                best[at] = i;
            }
        }
        BitSet split = new BitSet(column.size());
        for (int i = 0; i < found; i++) {
            split.set(best[i]);
        }
        return split;
    }

    private static boolean larger(BalanceColumn column, int i, int j) {
        return column.high(i) != column.high(j)
                ? column.high(i) > column.high(j)
                : Long.compareUnsigned(column.low(i), column.low(j)) > 0;
    }

    private static BigInteger amount(BalanceColumn column, int i) {
        return Bits.unsigned(column.high(i), column.low(i));
    }

    private void set(int i, int account, int chunk, long high, long low) {
        accounts[i] = account;
        chunks[i] = (byte) chunk;
        amounts[2 * i] = high;
        amounts[2 * i + 1] = low;
    }
}
