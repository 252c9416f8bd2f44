package org.plainsight.liabilities;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.plainsight.merkle.Hash32;

/**
 * A tree of RFC 6962's shape over hashes that are leaves already, with a four-byte tag in every node: node =
 * SHA-256( tag | left | right ). Pairing from the left and carrying the odd last node up gives that shape. It lies in one
 * piece of memory, on the heap or in a mapped file, level after level from the leaves up, 32 bytes a node. Safe for several
 * threads once filled.
 */
public final class TaggedTree {

    /** Which tree: its nodes cannot be taken for another's. */
    public enum Tag {
        /** The asset records under A. */
        ASSETS(7, 0),
        /** The balance statements of one snapshot under the operator's one signature. */
        STATEMENTS(9, 1);

        private final int kind;
        private final int p;

        Tag(int kind, int p) {
            this.kind = kind;
            this.p = p;
        }

        private byte[] bytes() {
            return HashInput.tag(kind, p, 0).toBytes();
        }
    }

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final MemorySegment nodes;
    private final long[] widths;

    /**
     * Over nodes that were filled before.
     *
     * @throws IllegalStateException where they are not as many as a tree of so many leaves has
     */
    public TaggedTree(MemorySegment nodes, long leaves) {
        this.widths = widths(leaves);
        this.nodes = nodes;
        if (nodes.byteSize() != bytes(leaves)) {
            throw new IllegalStateException("no tree of " + leaves + " leaves has " + nodes.byteSize() + " bytes");
        }
    }

    /** What a tree of so many leaves takes; the leaves come first. */
    public static long bytes(long leaves) {
        return LongStream.of(widths(leaves)).sum() * Hash32.LENGTH;
    }

    /** Computes the levels above the leaves, which stand in {@code nodes} already. */
    public static TaggedTree fill(Tag tag, MemorySegment nodes, long leaves) {
        TaggedTree tree = new TaggedTree(nodes, leaves);
        tree.fillParents(tag);
        return tree;
    }

    public static TaggedTree of(Tag tag, List<Hash32> leaves) {
        byte[] bytes = new byte[Math.toIntExact(bytes(leaves.size()))];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i).toBytes(), 0, bytes, i * Hash32.LENGTH, Hash32.LENGTH);
        }
        return fill(tag, MemorySegment.ofArray(bytes), leaves.size());
    }

    private static long[] widths(long leaves) {
        if (leaves < 1) {
            throw new IllegalArgumentException("a tree over " + leaves + " hashes");
        }
        long[] widths = new long[65 - Long.numberOfLeadingZeros(leaves - 1)];
        widths[0] = leaves;
        for (int l = 1; l < widths.length; l++) {
            widths[l] = (widths[l - 1] + 1) / 2;
        }
        return widths;
    }

    public Hash32 root() {
        byte[] root = new byte[Hash32.LENGTH];
        copy(nodes.byteSize() / Hash32.LENGTH - 1, root, 0);
        return Hash32.of(root);
    }

    /** The siblings of a leaf, from the leaf up; a node carried up has none at that level. */
    public List<Hash32> path(long index) {
        byte[] bytes = new byte[widths.length * Hash32.LENGTH];
        int count = copyPath(index, bytes);
        List<Hash32> path = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            path.add(Hash32.of(java.util.Arrays.copyOfRange(bytes, i * Hash32.LENGTH, (i + 1) * Hash32.LENGTH)));
        }
        return path;
    }

    /** Writes the siblings of a leaf one after the other and answers how many there are, at most 64. */
    public int copyPath(long index, byte[] out) {
        int count = 0;
        long level = 0;
        long i = index;
        for (int l = 0; l < widths.length - 1; l++, i >>>= 1) {
            long width = widths[l];
            if ((i ^ 1) < width) {
                copy(level + (i ^ 1), out, Hash32.LENGTH * count++);
            }
            level += width;
        }
        return count;
    }

    /** The root that a path leads to; empty where the path has not exactly the length that index and size ask for. */
    public static Optional<Hash32> fold(Tag tag, long index, long size, Hash32 leaf, List<Hash32> path) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        Hash32 node = leaf;
        int used = 0;
        long i = index;
        for (long last = size - 1; last > 0; last >>>= 1, i >>>= 1) {
            if ((i & 1) == 0 && i == last) {
                continue;
            }
            if (used == path.size()) {
                return Optional.empty();
            }
            Hash32 sibling = path.get(used++);
            node = (i & 1) == 1
                    ? Hash32.sha256(tag.bytes(), sibling.toBytes(), node.toBytes())
                    : Hash32.sha256(tag.bytes(), node.toBytes(), sibling.toBytes());
        }
        return used == path.size() ? Optional.of(node) : Optional.empty();
    }

    private void fillParents(Tag tag) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] input = java.util.Arrays.copyOf(tag.bytes(), 4 + 2 * Hash32.LENGTH);
            byte[] parent = new byte[Hash32.LENGTH];
            long below = 0;
            for (int l = 0; l < widths.length - 1; l++) {
                long width = widths[l];
                long above = below + width;
                for (long i = 0; i < width / 2; i++) {
                    copy(below + 2 * i, input, 4);
                    copy(below + 2 * i + 1, input, 4 + Hash32.LENGTH);
                    sha256.update(input);
                    sha256.digest(parent, 0, parent.length);
                    put(above + i, parent);
                }
                if (width % 2 == 1) {
                    copy(above - 1, parent, 0);
                    put(above + width / 2, parent);
                }
                below = above;
            }
        } catch (NoSuchAlgorithmException | DigestException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private void copy(long node, byte[] out, int at) {
        for (int k = 0; k < Hash32.LENGTH; k += Long.BYTES) {
            LONGS.set(out, at + k, nodes.get(LONG, node * Hash32.LENGTH + k));
        }
    }

    private void put(long node, byte[] hash) {
        MemorySegment.copy(hash, 0, nodes, ValueLayout.JAVA_BYTE, node * Hash32.LENGTH, Hash32.LENGTH);
    }
}
