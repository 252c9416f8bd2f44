package org.plainsight.merkle.batch;

/** Where the leaves of a block of positions come from. */
public interface LeafSource {

    /**
     * Puts the leaves of a block where they belong in {@code nodes} and marks their places.
     *
     * @return how many there were
     */
    int load(long block, byte[] nodes, long[] marks);
}
