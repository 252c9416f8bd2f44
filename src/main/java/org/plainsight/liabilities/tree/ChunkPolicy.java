package org.plainsight.liabilities.tree;

/**
 * Which balances are split into random chunks, so that a sibling shows only a fragment: in each tree the largest ones,
 * the lower account number first among equals, where the amount has at least as many units as there are pieces.
 *
 * @param largest how many balances of a tree are split; 0 for none
 * @param pieces chunks of a split balance, 2 to 256
 */
public record ChunkPolicy(int largest, int pieces) {

    public static final ChunkPolicy STANDARD = new ChunkPolicy(16, 4);

    public ChunkPolicy {
        if (largest < 0 || pieces < 2 || pieces > 256) {
            throw new IllegalArgumentException(
                    "chunks: largest from 0, pieces from 2 to 256; not " + largest + " and " + pieces);
        }
    }
}
