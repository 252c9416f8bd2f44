package org.plainsight.merkle;

import java.math.BigInteger;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The two hashes of a liabilities tree, over bytes at rest. A 128-bit amount is a pair of longs, high then low, and is
 * below 2^127. One instance serves one thread.
 *
 * <pre>
 * leaf = SHA-256( 00 | chunk u8 | tree u16 | secret[32] | amount u128 )
 * node = SHA-256( 01 | level u8 | tree u16 | left[32] | sum u128 | right[32] | sum u128 )
 * </pre>
 */
public final class SumHasher {

    private static final int LEAF_BYTES = 52;
    private static final int NODE_BYTES = 100;

    private final MessageDigest sha256 = Hash32.sha256Digest();
    private final byte[] input = new byte[NODE_BYTES];

    /** A leaf of the tree with this index, for one account's secret S. */
    public static SumNode leaf(int chunk, int tree, Hash32 secret, BigInteger amount) {
        SumNode checked = new SumNode(secret, amount);
        byte[] hash = new byte[Hash32.LENGTH];
        new SumHasher()
                .leaf(
                        chunk,
                        tree,
                        secret.toBytes(),
                        0,
                        high(checked.sum()),
                        checked.sum().longValue(),
                        hash,
                        0);
        return new SumNode(Hash32.of(hash), amount);
    }

    /**
     * The parent of two nodes; level 1 for the parents of leaves.
     *
     * @throws ArithmeticException when the sum leaves 0..2^127-1
     */
    public static SumNode node(int level, int tree, SumNode left, SumNode right) {
        SumLevel children = new SumLevel(2);
        children.set(0, left);
        children.set(1, right);
        SumLevel parent = new SumLevel(1);
        parent.setParent(0, new SumHasher(), level, tree, children);
        return parent.node(0);
    }

    void leaf(int chunk, int tree, byte[] secret, int secretAt, long high, long low, byte[] out, int outAt) {
        tag(0, chunk, tree);
        System.arraycopy(secret, secretAt, input, 4, Hash32.LENGTH);
        putLong(36, high);
        putLong(44, low);
        digest(LEAF_BYTES, out, outAt);
    }

    /** Hashes the nodes 2i and 2i+1 of a level into {@code out}. */
    void node(int level, int tree, SumLevel children, int i, byte[] out, int outAt) {
        tag(1, level, tree);
        children.copy(2 * i, input, 4);
        children.copy(2 * i + 1, input, 52);
        digest(NODE_BYTES, out, outAt);
    }

    static long high(BigInteger amount) {
        return amount.shiftRight(64).longValue();
    }

    static BigInteger unsigned(long high, long low) {
        BigInteger value = BigInteger.valueOf(low);
        if (low < 0) {
            value = value.add(BigInteger.ONE.shiftLeft(64));
        }
        return value.add(BigInteger.valueOf(high).shiftLeft(64));
    }

    private void tag(int kind, int p, int q) {
        if (p < 0 || p > 255 || q < 0 || q > 65_535) {
            throw new IllegalArgumentException("a tag holds u8 and u16, not " + p + " and " + q);
        }
        input[0] = (byte) kind;
        input[1] = (byte) p;
        input[2] = (byte) (q >>> 8);
        input[3] = (byte) q;
    }

    private void putLong(int at, long value) {
        SumLevel.BIG_ENDIAN.set(input, at, value);
    }

    private void digest(int length, byte[] out, int outAt) {
        sha256.update(input, 0, length);
        try {
            sha256.digest(out, outAt, Hash32.LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }
}
