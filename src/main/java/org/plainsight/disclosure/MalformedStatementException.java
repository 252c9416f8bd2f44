package org.plainsight.disclosure;

/** Bytes that are no statement: not canonical JSON, an unknown type, a missing or wrong member. */
public final class MalformedStatementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedStatementException(String message) {
        super(message);
    }
}
