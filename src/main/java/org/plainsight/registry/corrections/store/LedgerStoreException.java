package org.plainsight.registry.corrections.store;

/** The database did not do what the ledger asked of it. */
final class LedgerStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
