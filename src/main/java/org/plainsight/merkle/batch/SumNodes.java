package org.plainsight.merkle.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Leaves and inner nodes of one liabilities tree, many at a time. A node at rest is {@value #BYTES} bytes, its hash and
 * then its sum as a big-endian u128 below 2^127; so two neighbours are just what their parent hashes. One instance serves
 * one thread.
 *
 * <pre>
 * leaf = SHA-256( 00 | chunk u8 | tree u16 | secret[32] | amount u128 )
 * node = SHA-256( 01 | level u8 | tree u16 | left[32] | sum u128 | right[32] | sum u128 )
 * </pre>
 */
public final class SumNodes {

    public static final int BYTES = 48;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int SUM_AT = Sha256Batch.DIGEST_BYTES;
    private static final int MAX_TREE = 65_535;

    private final Sha256Batch sha256;
    private final int tree;
    private final Sha256Batch.Prefixed[] leafTags = new Sha256Batch.Prefixed[256];
    private final Sha256Batch.Prefixed[] nodeTags = new Sha256Batch.Prefixed[256];

    public SumNodes(Sha256Batch sha256, int tree) {
        if (tree < 0 || tree > MAX_TREE) {
            throw new IllegalArgumentException("a tree has an index of 16 bits, not " + tree);
        }
        this.sha256 = sha256;
        this.tree = tree;
    }

    /**
     * Hashes leaves of one chunk number. Each of {@code in} is {@value #BYTES} bytes, the account's secret and the
     * amount; each hash goes to {@code outAt + i · outStride} of {@code out}.
     */
    public void leaves(int chunk, byte[] in, int at, int count, byte[] out, int outAt, int outStride) {
        tag(leafTags, 0, chunk).hash(in, at, BYTES, BYTES, out, outAt, outStride, count);
    }

    /**
     * The parents of {@code pairs} pairs of nodes at the beginning of {@code children}; level 1 over leaves.
     *
     * @throws ArithmeticException when a sum reaches 2^127
     */
    public void parents(int level, byte[] children, int pairs, byte[] parents) {
        parents(level, children, 0, pairs, parents, 0);
    }

    /** The same from and to any place; one parent may take the place of its left child. */
    public void parents(int level, byte[] children, int at, int pairs, byte[] parents, int parentsAt) {
        tag(nodeTags, 1, level).hash(children, at, 2 * BYTES, 2 * BYTES, parents, parentsAt, BYTES, pairs);
        for (int i = 0; i < pairs; i++) {
            int left = at + 2 * i * BYTES + SUM_AT;
            int right = left + BYTES;
            long lowOfLeft = (long) LONGS.get(children, left + 8);
            long low = lowOfLeft + (long) LONGS.get(children, right + 8);
            long carry = Long.compareUnsigned(low, lowOfLeft) < 0 ? 1 : 0;
            long high = (long) LONGS.get(children, left) + (long) LONGS.get(children, right) + carry;
            if (high < 0) {
                throw new ArithmeticException("a sum of tree " + tree + " at level " + level + " reaches 2^127");
            }
            putSum(parents, parentsAt + i * BYTES, high, low);
        }
    }

    /** Writes the sum of the node at this place. */
    public static void putSum(byte[] nodes, int at, long high, long low) {
        LONGS.set(nodes, at + SUM_AT, high);
        LONGS.set(nodes, at + SUM_AT + 8, low);
    }

    public static void copySum(byte[] from, int fromAt, byte[] to, int toAt) {
        System.arraycopy(from, fromAt + SUM_AT, to, toAt + SUM_AT, BYTES - SUM_AT);
    }

    /** Big-endian. */
    public static void putLong(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    /** Big-endian. */
    public static long getLong(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    private Sha256Batch.Prefixed tag(Sha256Batch.Prefixed[] made, int kind, int p) {
        Sha256Batch.Prefixed tag = made[p];
        if (tag == null) {
            tag = sha256.prefixed(new byte[] {(byte) kind, (byte) p, (byte) (tree >>> 8), (byte) tree});
            made[p] = tag;
        }
        return tag;
    }
}
