package org.plainsight.merkle;

/**
 * A perfect subtree of the log: the {@code 2^level} leaves from {@code index · 2^level} on. Its hash never changes once
 * the log has that many leaves.
 */
public record Subtree(int level, long index) {

    public Subtree {
        if (level < 0 || level > 62 || index < 0 || index > Long.MAX_VALUE >> level) {
            throw new IllegalArgumentException("no subtree at level " + level + ", index " + index);
        }
    }

    /** The first leaf. */
    public long start() {
        return index << level;
    }

    /** The number of leaves. */
    public long leaves() {
        return 1L << level;
    }
}
