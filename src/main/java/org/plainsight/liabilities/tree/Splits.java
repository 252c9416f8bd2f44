package org.plainsight.liabilities.tree;

import java.math.BigInteger;
import java.util.Arrays;
import org.plainsight.liabilities.balances.BalanceColumn;

/** The largest balances of one tree, which are split into chunks, and the pieces of each; so, the items of its leaves. */
final class Splits {

    /** Takes one item after the other. */
    interface Items {
        void item(int item, int account, int chunk, long high, long low);
    }

    private final BalanceColumn column;

    /** Places in the column, rising. */
    private final int[] places;

    private final BigInteger[][] pieces;
    private final int more;

    private Splits(BalanceColumn column, int[] places, BigInteger[][] pieces, int more) {
        this.column = column;
        this.places = places;
        this.pieces = pieces;
        this.more = more;
    }

    static Splits of(int tree, BalanceColumn column, ChunkPolicy policy, SnapshotKey key) {
        int[] places = largest(column, policy);
        BigInteger[][] pieces = new BigInteger[places.length][];
        for (int i = 0; i < places.length; i++) {
            BigInteger amount = Bits.unsigned(column.high(places[i]), column.low(places[i]));
            pieces[i] = pieces(tree, column.account(places[i]), amount, policy.pieces(), key);
        }
        return new Splits(column, places, pieces, policy.pieces() - 1);
    }

    /** How many items the balances before this place of the column become. */
    int itemsBefore(int place) {
        return Math.addExact(place, before(place) * more);
    }

    /** How many of the balances before this place are split. */
    private int before(int place) {
        int found = Arrays.binarySearch(places, place);
        return found >= 0 ? found : -found - 1;
    }

    /** The most items that so many balances become. */
    int most(int balances) {
        return balances + Math.min(balances, places.length) * more;
    }

    /** How many items the column becomes. */
    int items() {
        return itemsBefore(column.size());
    }

    /** Gives the items that the balances at these places of the column become, in their order. */
    void items(int from, int to, Items out) {
        int item = itemsBefore(from);
        int next = before(from);
        for (int i = from; i < to; i++) {
            int account = column.account(i);
            if (next < places.length && places[next] == i) {
                int chunk = 0;
                for (BigInteger piece : pieces[next++]) {
                    out.item(item++, account, chunk++, piece.shiftRight(64).longValue(), piece.longValue());
                }
            } else {
                out.item(item++, account, 0, column.high(i), column.low(i));
            }
        }
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
    private static int[] largest(BalanceColumn column, ChunkPolicy policy) {
        int[] best = new int[Math.min(policy.largest(), column.size())];
        int found = 0;
        for (int i = 0; i < column.size() && best.length > 0; i++) {
            if (column.high(i) == 0 && Long.compareUnsigned(column.low(i), policy.pieces()) < 0) {
                continue;
            }
            if (found == best.length && !larger(column, i, best[found - 1])) {
                continue;
            }
            int at = found;
            while (at > 0 && larger(column, i, best[at - 1])) {
                at--;
            }
            found = Math.min(found + 1, best.length);
            System.arraycopy(best, at, best, at + 1, found - at - 1);
            best[at] = i;
        }
        int[] places = Arrays.copyOf(best, found);
        Arrays.sort(places);
        return places;
    }

    private static boolean larger(BalanceColumn column, int i, int j) {
        return column.high(i) != column.high(j)
                ? column.high(i) > column.high(j)
                : Long.compareUnsigned(column.low(i), column.low(j)) > 0;
    }
}
