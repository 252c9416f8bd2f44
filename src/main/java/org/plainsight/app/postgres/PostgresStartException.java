package org.plainsight.app.postgres;

/** The embedded server cannot be unpacked, started or reached; the message names the remedy. */
public final class PostgresStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PostgresStartException(String message) {
        super(message);
    }

    public PostgresStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
