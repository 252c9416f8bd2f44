package org.plainsight.merkle;

/**
 * The shape of a Merkle-sum tree over one asset. It has 2^depth places; the first {@code slots} hold leaves or padding
 * that looks like leaves, and each missing right subtree is a single padding node of sum zero. So level l holds
 * ⌈slots / 2^l⌉ nodes, and one padding node more where that number is odd (but at the root).
 */
public final class SumTree {

    public static final int MIN_DEPTH = 3;

    private SumTree() {}

    /** max(3, ⌈log2 n⌉) for n ≥ 1 leaves. */
    public static int depth(long leaves) {
        if (leaves < 1) {
            throw new IllegalArgumentException("a tree has at least one leaf");
        }
        return Math.max(MIN_DEPTH, 64 - Long.numberOfLeadingZeros(leaves - 1));
    }

    /** n rounded up to a multiple of 2^(depth − 3). */
    public static long slots(long leaves) {
        long unit = 1L << (depth(leaves) - MIN_DEPTH);
        return (leaves + unit - 1) / unit * unit;
    }

    /** How many nodes a level holds, its padding node included. */
    public static long width(long slots, int depth, int level) {
        long inner = (slots + (1L << level) - 1) >>> level;
        return inner % 2 == 1 && level < depth ? inner + 1 : inner;
    }
}
