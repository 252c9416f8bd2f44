package org.plainsight.merkle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** One level of a liabilities tree in two flat columns: 32 bytes of hash and a 128-bit sum for each node. */
public final class SumLevel {

    /** Bytes of a node at rest: hash, then the sum, big-endian. */
    public static final int NODE_BYTES = 48;

    static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int size;
    private final byte[] hashes;
    private final long[] sums;

    public SumLevel(int size) {
        this.size = size;
        this.hashes = new byte[Math.multiplyExact(size, Hash32.LENGTH)];
        this.sums = new long[Math.multiplyExact(size, 2)];
    }

    public int size() {
        return size;
    }

    public SumNode node(int i) {
        byte[] hash = new byte[Hash32.LENGTH];
        System.arraycopy(hashes, i * Hash32.LENGTH, hash, 0, Hash32.LENGTH);
        return new SumNode(Hash32.of(hash), SumHasher.unsigned(sums[2 * i], sums[2 * i + 1]));
    }

    public void set(int i, SumNode node) {
        System.arraycopy(node.hash().toBytes(), 0, hashes, i * Hash32.LENGTH, Hash32.LENGTH);
        setSum(i, SumHasher.high(node.sum()), node.sum().longValue());
    }

    /** Hashes one leaf into its place; the secret is 32 bytes of {@code secrets}. */
    public void setLeaf(
            int i, SumHasher hasher, int chunk, int tree, byte[] secrets, int secretAt, long high, long low) {
        hasher.leaf(chunk, tree, secrets, secretAt, high, low, hashes, i * Hash32.LENGTH);
        setSum(i, high, low);
    }

    /** Writes nodes {@code from} (inclusive) to {@code to} (exclusive), {@link #NODE_BYTES} each. */
    public void copy(int from, int to, byte[] out) {
        for (int i = from; i < to; i++) {
            copy(i, out, (i - from) * NODE_BYTES);
        }
    }

    /** @throws ArithmeticException when the sum leaves 0..2^127-1 */
    void setParent(int i, SumHasher hasher, int level, int tree, SumLevel children) {
        int left = 4 * i;
        long low = children.sums[left + 1] + children.sums[left + 3];
        long carry = Long.compareUnsigned(low, children.sums[left + 1]) < 0 ? 1 : 0;
        long high = children.sums[left] + children.sums[left + 2] + carry;
        if (high < 0) {
            throw new ArithmeticException("a sum of tree " + tree + " at level " + level + " reaches 2^127");
        }
        hasher.node(level, tree, children, i, hashes, i * Hash32.LENGTH);
        setSum(i, high, low);
    }

    /** A node of sum zero with a hash that only the prover can compute. */
    public void setPadding(int i, byte[] hash) {
        System.arraycopy(hash, 0, hashes, i * Hash32.LENGTH, Hash32.LENGTH);
        setSum(i, 0, 0);
    }

    void copy(int i, byte[] out, int at) {
        Objects.checkIndex(i, size);
        System.arraycopy(hashes, i * Hash32.LENGTH, out, at, Hash32.LENGTH);
        BIG_ENDIAN.set(out, at + 32, sums[2 * i]);
        BIG_ENDIAN.set(out, at + 40, sums[2 * i + 1]);
    }

    private void setSum(int i, long high, long low) {
        sums[2 * i] = high;
        sums[2 * i + 1] = low;
    }
}
