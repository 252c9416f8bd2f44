package org.plainsight.app;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.plainsight.disclosure.SignerRole;

/** What the gate admitted so far, in tables that PostgreSQL guards. Joins the caller's transaction. */
@Singleton
class AdmittedStatements {

    /** A broken database, not a broken statement. */
    static final class StorageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StorageException(SQLException cause) {
            super("the admitted statements cannot be read or written", cause);
        }
    }

    private interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private final DataSource dataSource;

    AdmittedStatements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The index that the next admitted entry gets: the gate sees every entry, in order. */
    long nextIndex() {
        return ask("SELECT coalesce(max(log_index) + 1, 0) FROM admitted_statement", q -> first(q).orElseThrow());
    }

    /** The log index of the standing attribution of an address. */
    Optional<Long> standingClaim(String subject) {
        return ask(
                "SELECT log_index FROM admitted_statement"
                        + " WHERE type = 'attribution' AND superseded_by IS NULL AND subject = ?",
                q -> {
                    q.setString(1, subject);
                    return first(q);
                });
    }

    boolean exists(String type, String subject) {
        return ask("SELECT log_index FROM admitted_statement WHERE type = ? AND subject = ?", q -> {
            q.setString(1, type);
            q.setString(2, subject);
            return first(q).isPresent();
        });
    }

    /** The log indices of a type, newest first. */
    List<Long> newest(String type, int limit) {
        return ask("SELECT log_index FROM admitted_statement WHERE type = ? ORDER BY log_index DESC LIMIT ?", q -> {
            q.setString(1, type);
            q.setInt(2, limit);
            List<Long> indices = new ArrayList<>();
            try (ResultSet rows = q.executeQuery()) {
                while (rows.next()) {
                    indices.add(rows.getLong(1));
                }
            }
            return indices;
        });
    }

    void supersede(long index, long by) {
        ask("UPDATE admitted_statement SET superseded_by = ? WHERE log_index = ?", u -> {
            u.setLong(1, by);
            u.setLong(2, index);
            return u.executeUpdate();
        });
    }

    void add(long index, String type, String subject) {
        ask("INSERT INTO admitted_statement (log_index, type, subject) VALUES (?, ?, ?)", i -> {
            i.setLong(1, index);
            i.setString(2, type);
            i.setString(3, subject);
            return i.executeUpdate();
        });
    }

    void addKey(String publicKey, SignerRole role, long index) {
        ask("INSERT INTO statement_key (public_key, role, added_at) VALUES (?, ?, ?)", i -> {
            i.setString(1, publicKey);
            i.setString(2, role.name());
            i.setLong(3, index);
            return i.executeUpdate();
        });
    }

    void revokeKey(String publicKey, long index) {
        ask("UPDATE statement_key SET revoked_at = ? WHERE public_key = ?", u -> {
            u.setLong(1, index);
            u.setString(2, publicKey);
            return u.executeUpdate();
        });
    }

    boolean knowsKey(String publicKey) {
        return ask("SELECT added_at FROM statement_key WHERE public_key = ?", q -> {
            q.setString(1, publicKey);
            return first(q).isPresent();
        });
    }

    Set<String> currentKeys(SignerRole role) {
        return ask("SELECT public_key FROM statement_key WHERE role = ? AND revoked_at IS NULL", q -> {
            q.setString(1, role.name());
            Set<String> keys = new HashSet<>();
            try (ResultSet rows = q.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        });
    }

    private static Optional<Long> first(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        }
    }

    private <T> T ask(String sql, Use<T> use) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return use.with(statement);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }
}
