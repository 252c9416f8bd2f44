package org.plainsight.registry.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database did not do what the registry's store asked of it. */
final class RegistryStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** In the caller's transaction where there is one. */
    static <T> T told(DataSource database, StoredDrafts.Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new RegistryStoreException("the database did not answer about drafts of the registry", e);
        }
    }
}
