package org.plainsight.chain.evm.store;

/** The database failed; whoever asked tries again later. */
public final class EvmStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvmStoreException(String what, Throwable cause) {
        super("the database could not " + what, cause);
    }
}
