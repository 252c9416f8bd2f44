package org.plainsight.liabilities.proof;

/** Bytes that are no proof file. */
public final class MalformedProofException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedProofException(String message, Throwable cause) {
        super(message, cause);
    }
}
