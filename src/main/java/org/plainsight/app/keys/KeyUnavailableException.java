package org.plainsight.app.keys;

/** A key cannot be used: its holder does not answer, or refuses. The message says what to do. */
public final class KeyUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyUnavailableException(String message) {
        super(message);
    }

    public KeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
