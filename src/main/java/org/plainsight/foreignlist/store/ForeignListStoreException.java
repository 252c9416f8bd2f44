package org.plainsight.foreignlist.store;

/** The database failed; nothing was half-kept. */
final class ForeignListStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForeignListStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
