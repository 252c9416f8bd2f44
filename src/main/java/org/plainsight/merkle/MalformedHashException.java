package org.plainsight.merkle;

/** Text or bytes that are not a 32-byte hash in the form asked for. */
public final class MalformedHashException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedHashException(String message) {
        super(message);
    }

    public MalformedHashException(String message, Throwable cause) {
        super(message, cause);
    }
}
