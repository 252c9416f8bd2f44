package org.plainsight.merkle.batch;

import java.util.Arrays;

/**
 * Hashes leaves, or the nodes of any one level, up to a higher level. The widths are those of a block of 2^height nodes
 * without gaps, or of a whole tree's top, where a missing right subtree is one padding node. One instance serves one thread.
 */
public final class SumFold {

    /** Where the nodes of a level go. */
    public interface Sink {
        /** The nodes {@code first} to {@code first + count} − 1 of a level, {@link SumNodes#BYTES} each. */
        void nodes(int level, long first, byte[] nodes, int count);
    }

    /** Hashes of padding, which only the prover can compute. */
    public interface Padding {
        /** Writes 32 bytes for the node at this level and index. */
        void hash(int level, long index, byte[] out, int at);
    }

    private final SumNodes hasher;
    private byte[] even;
    private byte[] odd;

    public SumFold(SumNodes hasher) {
        this.hasher = hasher;
        this.even = new byte[0];
        this.odd = new byte[0];
    }

    /**
     * The levels {@code from} + 1 to {@code to} over a block of 2^(to − from) nodes at place {@code block} of its level.
     *
     * @return begins with the block's root; overwritten by the next call
     */
    public byte[] block(int from, int to, long block, byte[] nodes, Sink sink) {
        int count = 1 << (to - from);
        byte[] children = nodes;
        for (int level = from + 1; level <= to; level++) {
            count >>>= 1;
            byte[] parents = buffer(level, count);
            hasher.parents(level, children, count, parents);
            sink.nodes(level, block << (to - level), parents, count);
            children = parents;
        }
        return children;
    }

    /**
     * The levels above {@code from} of a tree of this depth, over all {@code count} nodes of level {@code from}, followed
     * by room for one more; padding is added, and given to the sink, where a level has an odd number.
     *
     * @return the root, {@link SumNodes#BYTES} long
     */
    public byte[] top(int from, int depth, byte[] nodes, int count, Padding padding, Sink sink) {
        byte[] children = nodes;
        int width = count;
        for (int level = from; ; level++) {
            if (width % 2 == 1 && level < depth) {
                padding.hash(level, width, children, width * SumNodes.BYTES);
                sink.nodes(
                        level,
                        width,
                        Arrays.copyOfRange(children, width * SumNodes.BYTES, (width + 1) * SumNodes.BYTES),
                        1);
                width++;
            }
            if (level == depth) {
                return Arrays.copyOf(children, SumNodes.BYTES);
            }
            byte[] parents = new byte[(width / 2 + 1) * SumNodes.BYTES];
            hasher.parents(level + 1, children, width / 2, parents);
            width /= 2;
            sink.nodes(level + 1, 0, parents, width);
            children = parents;
        }
    }

    private byte[] buffer(int level, int count) {
        int bytes = count * SumNodes.BYTES;
        if (level % 2 == 0) {
            even = even.length < bytes ? new byte[bytes] : even;
            return even;
        }
        odd = odd.length < bytes ? new byte[bytes] : odd;
        return odd;
    }
}
