package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.LeafTarget;
import org.plainsight.merkle.batch.Sha256Batch;
import org.plainsight.merkle.batch.SumNodes;

/** Hashes items of one tree to leaves, many at a time, and sends each to its position. One instance serves one thread. */
final class LeafHashing {

    private static final int BATCH = 256;

    private final SumNodes hasher;
    private final Permutation permutation;
    private final LeafTarget target;
    private final byte[] input = new byte[BATCH * SumNodes.BYTES];
    private final byte[] leaves = new byte[BATCH * SumNodes.BYTES];
    private final int[] positions = new int[BATCH];
    private int waiting;

    LeafHashing(Sha256Batch sha256, int tree, Permutation permutation, LeafTarget target) {
        this.hasher = new SumNodes(sha256, tree);
        this.permutation = permutation;
        this.target = target;
    }

    /** Takes an item whose account's secret stands {@code at} there, unless its position is not wanted. */
    void add(int item, int chunk, MemorySegment secrets, long at, long high, long low) {
        int position = permutation.apply(item);
        if (!target.takes(position)) {
            return;
        }
        if (chunk > 0) {
            hashWaiting(0);
        }
        int to = waiting * SumNodes.BYTES;
        MemorySegment.copy(secrets, ValueLayout.JAVA_BYTE, at, input, to, Hash32.LENGTH);
        SumNodes.putSum(input, to, high, low);
        positions[waiting++] = position;
        if (chunk > 0 || waiting == BATCH) {
            hashWaiting(chunk);
        }
    }

    /** Hashes what still waits. */
    void flush() {
        hashWaiting(0);
    }

    private void hashWaiting(int chunk) {
        hasher.leaves(chunk, input, 0, waiting, leaves, 0, SumNodes.BYTES);
        for (int i = 0; i < waiting; i++) {
            int at = i * SumNodes.BYTES;
            SumNodes.copySum(input, at, leaves, at);
            target.add(positions[i], leaves, at);
        }
        waiting = 0;
    }
}
