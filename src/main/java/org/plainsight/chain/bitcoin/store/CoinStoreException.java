package org.plainsight.chain.bitcoin.store;

/** The database did not do what it was asked; nothing of it happened. */
public final class CoinStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CoinStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
