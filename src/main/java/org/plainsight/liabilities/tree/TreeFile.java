package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumNode;
import org.plainsight.merkle.SumTree;
import org.plainsight.merkle.batch.SumNodes;

/**
 * A tree at rest, mapped into memory. Levels from 3 up are stored; the eight leaves under one node are hashed again when
 * asked for, which costs two microseconds and saves seven bytes of eight. Where a leaf stands is not stored either: the
 * permutation of the snapshot's key gives it, both ways. All numbers big-endian:
 *
 * <pre>
 * "PSLTREE2" | tree u16 | depth u8 | w u8 | 0 u32 | items u64 | slots u64
 * items × account u32                 rising; the chunks of one account follow each other, numbered from 0
 * items × amount, w bytes each        8 where every amount of the tree is below 2^64, else 16
 * levels 3 to depth: nodes × ( hash[32] | sum u128 ), as many as {@link SumTree#width} says
 * </pre>
 *
 * Safe for several threads.
 */
public final class TreeFile {

    static final int LOWEST_LEVEL = TreeLayout.LOWEST_LEVEL;

    private final MemorySegment bytes;
    private final TreeLayout layout;
    private final Permutation permutation;
    private final long[] levelStarts;

    private TreeFile(Path file, MemorySegment bytes, SnapshotKey key) {
        this.bytes = bytes;
        if (bytes.byteSize() < TreeLayout.HEADER_BYTES
                || bytes.get(TreeLayout.LONG, 0) != TreeLayout.MAGIC
                || bytes.get(TreeLayout.INT, 12) != 0) {
            throw new IllegalStateException("not a tree file: " + file);
        }
        try {
            this.layout = new TreeLayout(
                    bytes.get(TreeLayout.SHORT, 8) & 0xffff,
                    bytes.get(ValueLayout.JAVA_BYTE, 10),
                    bytes.get(ValueLayout.JAVA_BYTE, 11),
                    Math.toIntExact(bytes.get(TreeLayout.LONG, 16)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalStateException("not a tree file: " + file, e);
        }
        if (layout.slots() != bytes.get(TreeLayout.LONG, 24) || layout.bytes() != bytes.byteSize()) {
            throw new IllegalStateException("a tree file of another length than it says: " + file);
        }
        this.levelStarts = layout.levelStarts();
        this.permutation = new Permutation(key.permutation(layout.tree()), layout.slots());
    }

    /** Maps the file; the mapping lives as long as the returned object. */
    public static TreeFile open(Path file, SnapshotKey key) {
        return new TreeFile(file, SnapshotDirectory.map(file), key);
    }

    /** a, the index of the tree. */
    public int tree() {
        return layout.tree();
    }

    public int depth() {
        return layout.depth();
    }

    public int items() {
        return layout.items();
    }

    public int slots() {
        return layout.slots();
    }

    public int width(int level) {
        return layout.width(level);
    }

    int account(int i) {
        return bytes.get(TreeLayout.INT, layout.accountAt(i));
    }

    long high(int i) {
        return layout.amountBytes() == 16 ? bytes.get(TreeLayout.LONG, layout.amountAt(i)) : 0;
    }

    long low(int i) {
        return bytes.get(TreeLayout.LONG, layout.amountAt(i) + layout.amountBytes() - 8);
    }

    BigInteger amount(int i) {
        return Bits.unsigned(high(i), low(i));
    }

    /** The first item of an account, one of whose items is known. */
    int firstOf(int account, int known) {
        int first = known;
        while (first > 0 && account(first - 1) == account) {
            first--;
        }
        return first;
    }

    /** The place of an account's first item, or where it would be. */
    int firstOf(int account) {
        int low = 0;
        int high = items();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (account(middle) < account) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Behind an account's last item, whose first is known. */
    int endOf(int account, int first) {
        int end = first;
        while (end < items() && account(end) == account) {
            end++;
        }
        return end;
    }

    /** A stored node, level 3 and up. */
    public SumNode node(int level, int i) {
        Objects.checkIndex(i, width(level));
        byte[] node = new byte[SumNodes.BYTES];
        copyNode(level, i, node, 0);
        return toNode(node, 0);
    }

    /** What one thread needs to compute paths; {@code secrets} holds S of every account. */
    TreeBottom bottom(MemorySegment secrets, SnapshotKey key) {
        return new TreeBottom(this, permutation, secrets, key.padding(tree()));
    }

    int position(int i) {
        return permutation.apply(i);
    }

    /** The siblings of a place as {@code hash | sum}, {@link SumNodes#BYTES} each, from the leaf up. */
    void copyPath(int position, TreeBottom bottom, byte[] out) {
        bottom.copySiblings(position, out);
        for (int level = LOWEST_LEVEL; level < depth(); level++) {
            copyNode(level, (position >>> level) ^ 1, out, level * SumNodes.BYTES);
        }
    }

    /** In six longs: to the virtual machine a copy of 48 bytes of a mapping is a call. */
    private void copyNode(int level, int i, byte[] out, int at) {
        long from = levelStarts[level] + (long) i * SumNodes.BYTES;
        for (int k = 0; k < SumNodes.BYTES; k += Long.BYTES) {
            SumNodes.putLong(out, at + k, bytes.get(TreeLayout.LONG, from + k));
        }
    }

    private static SumNode toNode(byte[] bytes, int at) {
        BigInteger sum = new BigInteger(1, bytes, at + Hash32.LENGTH, SumNodes.BYTES - Hash32.LENGTH);
        return new SumNode(Hash32.of(Arrays.copyOfRange(bytes, at, at + Hash32.LENGTH)), sum);
    }
}
