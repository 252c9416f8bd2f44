package org.plainsight.chain.bitcoin.follow;

/** The node says that it has not got a block's body: it is behind, pruned, or on another branch. No fault by itself. */
public final class BlockNotThereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BlockNotThereException(String hash) {
        super("the node says it has no block " + hash);
    }
}
