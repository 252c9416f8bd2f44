package org.plainsight.sandbox.node;

/** A local node answered with an error, or not at all. */
public final class NodeRpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NodeRpcException(String message) {
        super(message);
    }

    public NodeRpcException(String message, Throwable cause) {
        super(message, cause);
    }
}
