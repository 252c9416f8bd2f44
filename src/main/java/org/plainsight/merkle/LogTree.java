package org.plainsight.merkle;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash tree of an append-only log, RFC 6962 section 2.1: SHA-256, leaves prefixed with 0x00, nodes with 0x01, split
 * at the largest power of two below the size. Proofs are built from the hashes of perfect subtrees, so a proof costs a
 * logarithm of the size. {@link LogProof} verifies them.
 */
public final class LogTree {

    private static final byte[] LEAF_PREFIX = {0};
    private static final byte NODE_PREFIX = 1;
    private static final Hash32 EMPTY = Hash32.sha256();

    private LogTree() {}

    /** The root of the tree without leaves. */
    public static Hash32 emptyRoot() {
        return EMPTY;
    }

    public static Hash32 leafHash(byte[] entry) {
        return Hash32.sha256(LEAF_PREFIX, entry);
    }

    public static Hash32 nodeHash(Hash32 left, Hash32 right) {
        MessageDigest digest = Hash32.sha256Digest();
        digest.update(NODE_PREFIX);
        left.updateInto(digest);
        right.updateInto(digest);
        return Hash32.digested(digest);
    }

    public static Hash32 root(List<Hash32> leafHashes) {
        return root(leafHashes.size(), SubtreeHashes.ofLeaves(leafHashes));
    }

    /** The root of the first {@code size} leaves. */
    public static Hash32 root(long size, SubtreeHashes hashes) {
        checkSize(size);
        return size == 0 ? EMPTY : read(List.of(new Range(0, size)), hashes).getFirst();
    }

    /**
     * The path from the leaf's sibling up to the child of the root.
     *
     * @throws IllegalArgumentException unless {@code 0 <= index < size}
     */
    public static List<Hash32> inclusionProof(long index, long size, SubtreeHashes hashes) {
        checkSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<Range> siblings = new ArrayList<>();
        Range range = new Range(0, size);
        while (range.length() > 1) {
            long middle = range.middle();
            boolean left = index < middle;
            siblings.add(left ? range.from(middle) : range.to(middle));
            range = left ? range.to(middle) : range.from(middle);
        }
        return read(siblings.reversed(), hashes);
    }

    /**
     * RFC 6962 section 2.1.2: shows that the first {@code size1} leaves of the tree of {@code size2} are the tree of
     * {@code size1}.
     *
     * @throws IllegalArgumentException unless {@code 1 <= size1 <= size2}: everything is consistent with the empty tree
     */
    public static List<Hash32> consistencyProof(long size1, long size2, SubtreeHashes hashes) {
        checkSize(size2);
        if (size1 < 1 || size1 > size2) {
            throw new IllegalArgumentException("no consistency proof from " + size1 + " to " + size2);
        }
        List<Range> path = new ArrayList<>();
        Range range = new Range(0, size2);
        while (range.end() != size1) {
            long middle = range.middle();
            boolean left = size1 <= middle;
            path.add(left ? range.from(middle) : range.to(middle));
            range = left ? range.to(middle) : range.from(middle);
        }
        if (range.start() != 0) {
            path.add(range);
        }
        return read(path.reversed(), hashes);
    }

    static Hash32 perfectRoot(List<Hash32> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int middle = hashes.size() / 2;
        return nodeHash(perfectRoot(hashes.subList(0, middle)), perfectRoot(hashes.subList(middle, hashes.size())));
    }

    private static void checkSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("negative tree size " + size);
        }
    }

    private static List<Hash32> read(List<Range> ranges, SubtreeHashes hashes) {
        List<Subtree> wanted = new ArrayList<>();
        ranges.forEach(range -> wanted.addAll(range.subtrees()));
        List<Hash32> found = hashes.read(wanted);
        List<Hash32> roots = new ArrayList<>();
        int next = 0;
        for (Range range : ranges) {
            int count = range.subtrees().size();
            roots.add(fold(found.subList(next, next + count)));
            next += count;
        }
        return List.copyOf(roots);
    }

    /** Joins neighbouring subtrees, each smaller than the one before, from the right. */
    private static Hash32 fold(List<Hash32> hashes) {
        Hash32 root = hashes.getLast();
        for (Hash32 left : hashes.reversed().subList(1, hashes.size())) {
            root = nodeHash(left, root);
        }
        return root;
    }

    /** Leaves {@code [start, end)}, aligned as the splits of a tree are. */
    private record Range(long start, long end) {

        long length() {
            return end - start;
        }

        /** Where RFC 6962 splits it. */
        long middle() {
            return start + Long.highestOneBit(length() - 1);
        }

        Range to(long middle) {
            return new Range(start, middle);
        }

        Range from(long middle) {
            return new Range(middle, end);
        }

        List<Subtree> subtrees() {
            List<Subtree> subtrees = new ArrayList<>();
            long at = start;
            while (at < end) {
                int level = 63 - Long.numberOfLeadingZeros(end - at);
                subtrees.add(new Subtree(level, at >> level));
                at += 1L << level;
            }
            return subtrees;
        }
    }
}
