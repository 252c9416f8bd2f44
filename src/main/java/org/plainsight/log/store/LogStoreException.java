package org.plainsight.log.store;

import java.sql.SQLException;

/** PostgreSQL could not be asked, or refused. */
public final class LogStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogStoreException(SQLException cause) {
        super("the log's storage: " + cause.getMessage(), cause);
    }
}
