package org.plainsight.merkle;

import java.math.BigInteger;

/** A node of a liabilities tree: its hash, and the sum of the amounts below it, 0 to 2^127 − 1 smallest units. */
public record SumNode(Hash32 hash, BigInteger sum) {

    /** Every amount, sum and total is below 2^127. */
    public static final int MAX_BITS = 127;

    public SumNode {
        if (sum.signum() < 0 || sum.bitLength() > MAX_BITS) {
            throw new ArithmeticException("sum out of range 0..2^127-1: " + sum);
        }
    }
}
