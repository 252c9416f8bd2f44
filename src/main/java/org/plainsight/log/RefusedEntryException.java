package org.plainsight.log;

/** The gate refused an entry; nothing of the append stands. The message says why and what to do. */
public final class RefusedEntryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedEntryException(String message) {
        super(message);
    }
}
