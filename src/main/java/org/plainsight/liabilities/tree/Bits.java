package org.plainsight.liabilities.tree;

import java.math.BigInteger;

/** A 128-bit amount as two longs. */
final class Bits {

    private Bits() {}

    static BigInteger unsigned(long high, long low) {
        if (high == 0 && low >= 0) {
            return BigInteger.valueOf(low);
        }
        return BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(BigInteger.valueOf(low >>> 1).shiftLeft(1))
                .add(BigInteger.valueOf(low & 1));
    }
}
