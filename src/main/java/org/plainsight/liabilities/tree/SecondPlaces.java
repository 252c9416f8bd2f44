package org.plainsight.liabilities.tree;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Whose a place is: the permutation backwards, by its formula. Safe for several threads. */
final class SecondPlaces {

    private final long slots;
    private final long a;
    private final long b;
    private final long[][] f = new long[10][];

    SecondPlaces(Prf prf, long slots) {
        this.slots = slots;
        this.a = slots == 1
                ? 1
                : BigInteger.valueOf(slots - 1).sqrt().add(BigInteger.ONE).longValue();
        this.b = (slots + a - 1) / a;
        for (int r = 0; r < 10; r++) {
            f[r] = new long[(int) (r % 2 == 0 ? b : a)];
            BigInteger modulus = BigInteger.valueOf(r % 2 == 0 ? a : b);
            for (int v = 0; v < f[r].length; v++) {
                byte[] message = ByteBuffer.allocate(5).put((byte) r).putInt(v).array();
                f[r][v] = prf.number(message, 8).mod(modulus).longValue();
            }
        }
    }

    /** The item whose leaf stands at this place; beyond the items it is padding. */
    long whose(long place) {
        long item = place;
        do {
            long left = item / b;
            long right = item % b;
            for (int r = 9; r >= 0; r--) {
                if (r % 2 == 0) {
                    left = Math.floorMod(left - f[r][(int) right], a);
                } else {
                    right = Math.floorMod(right - f[r][(int) left], b);
                }
            }
            item = left * b + right;
        } while (item >= slots);
        return item;
    }
}
