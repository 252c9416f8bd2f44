package org.plainsight.chain.evm.proof;

/** Bytes that are no canonical RLP, or of another shape than they must have. */
public final class MalformedRlpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedRlpException(String message) {
        super(message);
    }
}
