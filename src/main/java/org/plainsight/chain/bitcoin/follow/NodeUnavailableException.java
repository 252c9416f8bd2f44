package org.plainsight.chain.bitcoin.follow;

/** The node is off, slow, or broke off; trying again later may help. */
public final class NodeUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NodeUnavailableException(String message) {
        super(message);
    }

    public NodeUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
