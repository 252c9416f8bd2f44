package org.plainsight.liabilities.store;

import java.io.IOException;

/** The data directory cannot be read or written. */
public final class SnapshotStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SnapshotStoreException(String message, IOException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
