package org.plainsight.liabilities.tree;

import java.util.Arrays;
import org.plainsight.merkle.batch.HmacBatch;
import org.plainsight.merkle.batch.LeafShuffle;
import org.plainsight.merkle.batch.Sha256Batch;
import org.plainsight.merkle.batch.SumFold;
import org.plainsight.merkle.batch.SumNodes;
import org.plainsight.merkle.batch.Workers;

/** Turns blocks of shuffled leaves into nodes: pads the places nobody took, and folds. One instance serves one thread. */
final class BlockWorker {

    private static final int PADDING_BATCH = 64;
    private static final int PADDING_BYTES = 12;

    private final int tree;
    private final int height;
    private final LeafShuffle.Reader reader;
    private final SumFold.Sink out;
    private final SumFold fold;
    private final HmacBatch padding;
    private final byte[] nodes;
    private final long[] taken;
    private final byte[] messages = new byte[PADDING_BATCH * PADDING_BYTES];
    private final byte[] hashes = new byte[PADDING_BATCH * Sha256Batch.DIGEST_BYTES];
    private final int[] places = new int[PADDING_BATCH];
    private int waiting;

    BlockWorker(SnapshotKey key, int tree, Sha256Batch sha256, LeafShuffle shuffle, int height, SumFold.Sink out) {
        this.tree = tree;
        this.height = height;
        this.reader = shuffle.new Reader();
        this.out = out;
        this.fold = new SumFold(new SumNodes(sha256, tree));
        this.padding = new HmacBatch(sha256, key.paddingKey());
        this.nodes = new byte[SumNodes.BYTES << height];
        this.taken = new long[((1 << height) + 63) / 64];
    }

    /** As a worker over the blocks from {@code first} on, whose roots go to {@code top} by block. */
    Workers.Worker into(byte[] top, int first) {
        return task -> {
            int block = first + task;
            fill(block);
            byte[] root = fold.block(0, height, block, nodes, out);
            System.arraycopy(root, 0, top, block * SumNodes.BYTES, SumNodes.BYTES);
        };
    }

    private void fill(int block) {
        Arrays.fill(taken, 0);
        int leaves = reader.load(block, nodes, taken);
        int found = 0;
        for (int place = 0; place < 1 << height; place++) {
            if ((taken[place >>> 6] >>> place & 1) == 0) {
                pad(block, place);
            } else {
                found++;
            }
        }
        padWaiting();
        if (found != leaves) {
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
