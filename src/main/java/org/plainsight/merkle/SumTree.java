package org.plainsight.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle-sum tree over one asset. It has 2^depth places; the first {@code slots} hold leaves or padding that looks
 * like leaves, and each missing right subtree is a single padding node of sum zero. So level l holds ⌈slots / 2^l⌉
 * nodes, and one padding node more where that number is odd (but at the root).
 */
public final class SumTree {

    /** The hash of padding, which only the prover can compute. */
    public interface Padding {
        /** 32 bytes for the node at this level and index. */
        byte[] hash(int level, long index);
    }

    public static final int MIN_DEPTH = 3;

    private final int slots;
    private final List<SumLevel> levels;

    private SumTree(int slots, List<SumLevel> levels) {
        this.slots = slots;
        this.levels = List.copyOf(levels);
    }

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

    /** How many nodes a level stores, its padding node included. */
    public static long width(long slots, int depth, int level) {
        long inner = (slots + (1L << level) - 1) >>> level;
        return inner % 2 == 1 && level < depth ? inner + 1 : inner;
    }

    /** A leaf level of the right size for {@link #build}. */
    public static SumLevel leafLevel(int slots, int depth) {
        return new SumLevel(Math.toIntExact(width(slots, depth, 0)));
    }

    /**
     * Hashes the levels above the leaves; places of the leaf level from {@code slots} on are filled with padding.
     *
     * @throws ArithmeticException when a sum leaves 0..2^127-1
     */
    public static SumTree build(int tree, int depth, int slots, SumLevel leaves, Padding padding) {
        SumHasher hasher = new SumHasher();
        List<SumLevel> levels = new ArrayList<>(depth + 1);
        pad(leaves, 0, slots, padding);
        levels.add(leaves);
        for (int level = 1; level <= depth; level++) {
            SumLevel children = levels.getLast();
            SumLevel parents = new SumLevel(Math.toIntExact(width(slots, depth, level)));
            int inner = children.size() / 2;
            for (int i = 0; i < inner; i++) {
                parents.setParent(i, hasher, level, tree, children);
            }
            pad(parents, level, inner, padding);
            levels.add(parents);
        }
        return new SumTree(slots, levels);
    }

    public int depth() {
        return levels.size() - 1;
    }

    public int slots() {
        return slots;
    }

    public SumLevel level(int level) {
        return levels.get(level);
    }

    public SumNode root() {
        return levels.getLast().node(0);
    }

    /** The siblings of a place, from its leaf up. */
    public SumPath path(int position) {
        List<SumNode> siblings = new ArrayList<>(depth());
        for (int level = 0; level < depth(); level++) {
            siblings.add(levels.get(level).node((position >>> level) ^ 1));
        }
        return new SumPath(position, siblings);
    }

    private static void pad(SumLevel level, int l, int from, Padding padding) {
        for (int i = from; i < level.size(); i++) {
            level.setPadding(i, padding.hash(l, i));
        }
    }
}
