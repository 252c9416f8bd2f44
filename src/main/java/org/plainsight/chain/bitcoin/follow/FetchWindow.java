package org.plainsight.chain.bitcoin.follow;

import java.util.List;

/** How many blocks to hold at once, bounded by bytes: many of the small ones, few of the big. */
final class FetchWindow {

    private static final int MAX_BLOCKS = 128;
    private static final long MAX_BYTES = 32L << 20;

    private int blocks = 8;

    int blocks() {
        return blocks;
    }

    void learn(List<byte[]> fetched) {
        long bytes = fetched.stream().mapToLong(b -> b.length).sum();
        long average = Math.max(1, bytes / Math.max(1, fetched.size()));
        blocks = Math.clamp(Math.min(MAX_BYTES / average, blocks * 2L), 1, MAX_BLOCKS);
    }
}
