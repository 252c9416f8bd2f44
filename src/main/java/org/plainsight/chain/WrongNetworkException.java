package org.plainsight.chain;

/** The node, or the database, belongs to another network than the one configured. Retrying will not help. */
public final class WrongNetworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was found, what was expected, and which setting to change */
    public WrongNetworkException(String message) {
        super(message);
    }
}
