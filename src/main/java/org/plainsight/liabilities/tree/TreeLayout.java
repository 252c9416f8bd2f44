package org.plainsight.liabilities.tree;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.plainsight.merkle.SumTree;
import org.plainsight.merkle.batch.SumNodes;

/**
 * Where everything stands in a {@link TreeFile}.
 *
 * @param amountBytes 8 where every amount of the tree is below 2^64, else 16
 * @param items leaves that hold a balance or a chunk of one
 */
record TreeLayout(int tree, int depth, int amountBytes, int items) {

    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /** The lowest level stored; what is below is hashed again when asked for. */
    static final int LOWEST_LEVEL = 3;

    /** Positions are 31 bits wide. */
    static final int MAX_SLOTS = 1 << 30;

    static final int HEADER_BYTES = 32;
    static final long MAGIC = 0x50534c5452454532L;

    TreeLayout {
        if (items < 1 || depth != SumTree.depth(items) || SumTree.slots(items) > MAX_SLOTS) {
            throw new IllegalArgumentException("no tree of " + items + " leaves and depth " + depth);
        }
        if (amountBytes != 8 && amountBytes != 16) {
            throw new IllegalArgumentException("amounts of " + amountBytes + " bytes");
        }
    }

    int slots() {
        return (int) SumTree.slots(items);
    }

    /** Nodes of a level, its padding node included. */
    int width(int level) {
        return (int) SumTree.width(slots(), depth, level);
    }

    long accountAt(int item) {
        return HEADER_BYTES + 4L * item;
    }

    long amountAt(int item) {
        return HEADER_BYTES + 4L * items + (long) amountBytes * item;
    }

    long nodeAt(int level, long node) {
        long at = amountAt(items);
        for (int below = LOWEST_LEVEL; below < level; below++) {
            at += (long) width(below) * SumNodes.BYTES;
        }
        return at + node * SumNodes.BYTES;
    }

    /** Where each level begins; zero below the lowest that is stored. */
    long[] levelStarts() {
        long[] starts = new long[depth + 1];
        for (int level = LOWEST_LEVEL; level <= depth; level++) {
            starts[level] = nodeAt(level, 0);
        }
        return starts;
    }

    long bytes() {
        return nodeAt(depth + 1, 0);
    }
}
