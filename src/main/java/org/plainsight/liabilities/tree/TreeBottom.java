package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.JdkSha256Batch;
import org.plainsight.merkle.batch.SumFold;
import org.plainsight.merkle.batch.SumNodes;

/**
 * The three levels below the stored ones: of the eight leaves of one block those hashed again that a path needs, seven
 * leaves and four nodes. One instance serves one thread.
 */
final class TreeBottom {

    private static final int LEVELS = TreeLayout.LOWEST_LEVEL;

    private final TreeFile file;
    private final Permutation permutation;
    private final MemorySegment secrets;
    private final SumFold.Padding padding;
    private final SumNodes hasher;
    private final byte[] nodes = new byte[SumNodes.BYTES << LEVELS];
    private final byte[] input = new byte[SumNodes.BYTES];

    TreeBottom(TreeFile file, Permutation permutation, MemorySegment secrets, SumFold.Padding padding) {
        this.file = file;
        this.permutation = permutation;
        this.secrets = secrets;
        this.padding = padding;
        this.hasher = new SumNodes(new JdkSha256Batch(), file.tree());
    }

    /** The siblings of a place at levels 0, 1 and 2, one after the other. */
    void copySiblings(int position, byte[] out) {
        for (int level = 0; level < LEVELS; level++) {
            subtree(level, (position >>> level) ^ 1);
            System.arraycopy(nodes, 0, out, level * SumNodes.BYTES, SumNodes.BYTES);
        }
    }

    /** Leaves the node of this level and index at the beginning of {@code nodes}. */
    private void subtree(int level, int index) {
        int leaves = 1 << level;
        int first = index << level;
        if (first >= file.slots()) {
            padding.hash(level, index, nodes, 0);
            SumNodes.putSum(nodes, 0, 0, 0);
            return;
        }
        for (int i = 0; i < leaves; i++) {
            leaf(first + i, i * SumNodes.BYTES);
        }
        for (int l = 1; l <= level; l++) {
            int count = leaves >>> l;
            parents(l, first >>> l, count);
        }
    }

    private void leaf(int place, int at) {
        int item = place < file.slots() ? permutation.invert(place) : file.items();
        if (item >= file.items()) {
            padding.hash(0, place, nodes, at);
            SumNodes.putSum(nodes, at, 0, 0);
            return;
        }
        int account = file.account(item);
        for (int k = 0; k < Hash32.LENGTH; k += Long.BYTES) {
            SumNodes.putLong(input, k, secrets.get(TreeLayout.LONG, (long) account * Hash32.LENGTH + k));
        }
        SumNodes.putSum(input, 0, file.high(item), file.low(item));
        hasher.leaves(item - file.firstOf(account, item), input, 0, 1, nodes, at, SumNodes.BYTES);
        SumNodes.copySum(input, 0, nodes, at);
    }

    /** In place: a parent is written where its left child was hashed already. */
    private void parents(int level, int first, int count) {
        for (int i = 0; i < count; i++) {
            if (((first + i) << level) >= file.slots()) {
                padding.hash(level, first + i, nodes, i * SumNodes.BYTES);
                SumNodes.putSum(nodes, i * SumNodes.BYTES, 0, 0);
            } else {
                hasher.parents(level, nodes, 2 * i * SumNodes.BYTES, 1, nodes, i * SumNodes.BYTES);
            }
        }
    }
}
