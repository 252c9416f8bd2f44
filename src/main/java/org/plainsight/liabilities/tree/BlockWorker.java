package org.plainsight.liabilities.tree;

import java.util.Arrays;
import org.plainsight.merkle.batch.HmacBatch;
import org.plainsight.merkle.batch.LeafSource;
import org.plainsight.merkle.batch.Sha256Batch;
import org.plainsight.merkle.batch.SumFold;
import org.plainsight.merkle.batch.SumNodes;
import org.plainsight.merkle.batch.Workers;

/** Turns blocks of leaves into nodes: pads the places nobody took, and folds. One instance serves one thread. */
final class BlockWorker {

    private static final int PADDING_BATCH = 64;
    private static final int PADDING_BYTES = 12;

    private final int tree;
    private final int height;
    private final LeafSource leaves;
    private final SumFold.Sink out;
    private final SumFold fold;
    private final HmacBatch padding;
    private final byte[] nodes;
    private final long[] taken;
    private final byte[] messages = new byte[PADDING_BATCH * PADDING_BYTES];
    private final byte[] hashes = new byte[PADDING_BATCH * Sha256Batch.DIGEST_BYTES];
    private final int[] places = new int[PADDING_BATCH];
    private int waiting;

    BlockWorker(byte[] paddingKey, int tree, Sha256Batch sha256, LeafSource leaves, int height, SumFold.Sink out) {
        this.tree = tree;
        this.height = height;
        this.leaves = leaves;
        this.out = out;
        this.fold = new SumFold(new SumNodes(sha256, tree));
        this.padding = new HmacBatch(sha256, paddingKey);
        this.nodes = new byte[SumNodes.BYTES << height];
        this.taken = new long[((1 << height) + 63) / 64];
    }

    /** As a worker over the blocks from {@code first} on, whose roots go to {@code top} by block. */
    Workers.Worker into(byte[] top, int first) {
        return task -> fold(first + task, top, (first + task) * SumNodes.BYTES);
    }

    /** Folds one block; its root goes to this place of {@code roots}. */
    void fold(int block, byte[] roots, int at) {
        fill(block);
        byte[] root = fold.block(0, height, block, nodes, out);
        System.arraycopy(root, 0, roots, at, SumNodes.BYTES);
    }

    private void fill(int block) {
        Arrays.fill(taken, 0);
        int loaded = leaves.load(block, nodes, taken);
        int found = 0;
        for (int place = 0; place < 1 << height; place++) {
            if ((taken[place >>> 6] >>> place & 1) == 0) {
                pad(block, place);
            } else {
                found++;
            }
        }
        padWaiting();
        if (found != loaded) {
            throw new IllegalStateException("two leaves of tree " + tree + " in one place");
        }
    }

    private void pad(int block, int place) {
        int at = waiting * PADDING_BYTES;
        messages[at] = 5;
        messages[at + 2] = (byte) (tree >>> 8);
        messages[at + 3] = (byte) tree;
        SumNodes.putLong(messages, at + 4, ((long) block << height) + place);
        places[waiting++] = place;
        if (waiting == PADDING_BATCH) {
            padWaiting();
        }
    }

    private void padWaiting() {
        padding.hash(messages, 0, PADDING_BYTES, PADDING_BYTES, hashes, 0, Sha256Batch.DIGEST_BYTES, waiting);
        for (int i = 0; i < waiting; i++) {
            int at = places[i] * SumNodes.BYTES;
            System.arraycopy(hashes, i * Sha256Batch.DIGEST_BYTES, nodes, at, Sha256Batch.DIGEST_BYTES);
            SumNodes.putSum(nodes, at, 0, 0);
        }
        waiting = 0;
    }
}
