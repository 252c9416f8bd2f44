package org.plainsight.merkle;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * The two hashes of a liabilities tree, one node at a time, as a verifier computes them.
 *
 * <pre>
 * leaf = SHA-256( 00 | chunk u8 | tree u16 | secret[32] | amount u128 )
 * node = SHA-256( 01 | level u8 | tree u16 | left[32] | sum u128 | right[32] | sum u128 )
 * </pre>
 */
public final class SumHasher {

    private static final int LEAF_BYTES = 52;
    private static final int NODE_BYTES = 100;

    private SumHasher() {}

    /** A leaf of the tree with this index, for one account's secret S. */
    public static SumNode leaf(int chunk, int tree, Hash32 secret, BigInteger amount) {
        byte[] input = new byte[LEAF_BYTES];
        put(tagged(input, 0, chunk, tree), new SumNode(secret, amount));
        return new SumNode(Hash32.sha256(input), amount);
    }

    /**
     * The parent of two nodes; level 1 for the parents of leaves.
     *
     * @throws ArithmeticException when the sum leaves 0..2^127-1
     */
    public static SumNode node(int level, int tree, SumNode left, SumNode right) {
        byte[] input = new byte[NODE_BYTES];
        put(put(tagged(input, 1, level, tree), left), right);
        return new SumNode(Hash32.sha256(input), left.sum().add(right.sum()));
    }

    private static ByteBuffer tagged(byte[] input, int kind, int p, int q) {
        if (p < 0 || p > 255 || q < 0 || q > 65_535) {
            throw new IllegalArgumentException("a tag holds u8 and u16, not " + p + " and " + q);
        }
        return ByteBuffer.wrap(input).put((byte) kind).put((byte) p).putShort((short) q);
    }

    private static ByteBuffer put(ByteBuffer out, SumNode node) {
        return out.put(node.hash().toBytes())
                .putLong(node.sum().shiftRight(64).longValue())
                .putLong(node.sum().longValue());
    }
}
