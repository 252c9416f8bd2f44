package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.JdkSha256Batch;
import org.plainsight.merkle.batch.SumFold;
import org.plainsight.merkle.batch.SumNodes;

/** The three levels below the stored ones: the eight leaves of one block hashed again. */
final class TreeBottom {

    private static final int PLACES = 1 << TreeLayout.LOWEST_LEVEL;

    private final TreeFile file;
    private final Permutation permutation;
    private final MemorySegment secrets;
    private final SumFold.Padding padding;
    private final SumNodes hasher;

    TreeBottom(TreeFile file, Permutation permutation, MemorySegment secrets, SumFold.Padding padding) {
        this.file = file;
        this.permutation = permutation;
        this.secrets = secrets;
        this.padding = padding;
        this.hasher = new SumNodes(new JdkSha256Batch(), file.tree());
    }

    /** The siblings of a place at levels 0, 1 and 2, one after the other. */
    void copySiblings(int position, byte[] out) {
        int first = position & -PLACES;
        byte[] nodes = leaves(first);
        for (int level = 0; level < TreeLayout.LOWEST_LEVEL; level++) {
            if (level > 0) {
                nodes = parents(level, first >>> level, nodes);
            }
            int sibling = ((position >>> level) ^ 1) - (first >>> level);
            System.arraycopy(nodes, sibling * SumNodes.BYTES, out, level * SumNodes.BYTES, SumNodes.BYTES);
        }
    }

    private byte[] leaves(int first) {
        byte[] leaves = new byte[PLACES * SumNodes.BYTES];
        byte[] input = new byte[SumNodes.BYTES];
        int last = Math.min(first + PLACES, file.width(0));
        for (int place = first; place < last; place++) {
            int at = (place - first) * SumNodes.BYTES;
            int item = place < file.slots() ? permutation.invert(place) : file.items();
            if (item >= file.items()) {
                padding.hash(0, place, leaves, at);
                continue;
            }
            int account = file.account(item);
            MemorySegment.copy(secrets, ValueLayout.JAVA_BYTE, (long) account * Hash32.LENGTH, input, 0, Hash32.LENGTH);
            ByteBuffer.wrap(input).putLong(Hash32.LENGTH, file.high(item)).putLong(Hash32.LENGTH + 8, file.low(item));
            hasher.leaves(item - file.firstOf(account, item), input, 0, 1, leaves, at, SumNodes.BYTES);
            System.arraycopy(input, Hash32.LENGTH, leaves, at + Hash32.LENGTH, SumNodes.BYTES - Hash32.LENGTH);
        }
        return leaves;
    }

    private byte[] parents(int level, int first, byte[] children) {
        int inner = (file.slots() + (1 << level) - 1) >>> level;
        int count = Math.min(PLACES >>> level, file.width(level) - first);
        int pairs = Math.min(count, inner - first);
        byte[] parents = new byte[(PLACES >>> level) * SumNodes.BYTES];
        hasher.parents(level, children, pairs, parents);
        for (int i = pairs; i < count; i++) {
            padding.hash(level, first + i, parents, i * SumNodes.BYTES);
        }
        return parents;
    }
}
