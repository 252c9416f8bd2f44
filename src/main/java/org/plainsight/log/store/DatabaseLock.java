package org.plainsight.log.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plainsight.log.SigningLock;

/**
 * An advisory lock of PostgreSQL, held by a connection kept for nothing else: the server lets go of it when the connection
 * ends.
 */
public final class DatabaseLock implements SigningLock, AutoCloseable {

    /** The ASCII letters "plainlog". */
    private static final long KEY = 0x706c61696e6c6f67L;

    private static final int SECONDS = 5;

    private final DataSource dataSource;
    private @Nullable Connection connection;

    public DatabaseLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public synchronized boolean hold() {
        try {
            if (connection != null && connection.isValid(SECONDS)) {
                return true;
            }
            close();
            Connection fresh = dataSource.getConnection();
            if (take(fresh)) {
                connection = fresh;
                return true;
            }
            fresh.close();
            return false;
        } catch (SQLException e) {
            throw new LogStoreException(e);
        }
    }

    private static boolean take(Connection fresh) throws SQLException {
        try (PreparedStatement ask = fresh.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            ask.setLong(1, KEY);
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
    }

    /** A pool keeps the connection open, so the lock is let go of by name. */
    @Override
    public synchronized void close() {
        if (connection == null) {
            return;
        }
        try (Connection last = connection;
                PreparedStatement release = last.prepareStatement("SELECT pg_advisory_unlock(?)")) {
            connection = null;
            release.setLong(1, KEY);
            release.execute();
        } catch (SQLException e) {
            // a broken connection holds no lock
            connection = null;
        }
    }
}
