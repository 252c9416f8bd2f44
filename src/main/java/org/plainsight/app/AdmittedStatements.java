package org.plainsight.app;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.SigningRules;

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

    /** One entry of the log. */
    record Row(long index, String type, String subject) {}

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

    /**
     * For the rest of the transaction. A plan that a connection keeps from when the table was small reads the whole table
     * for each row that is looked up, until PostgreSQL analyses it, a minute or more later.
     */
    void planAnew() {
        ask("SELECT set_config('plan_cache_mode', 'force_custom_plan', true)", PreparedStatement::execute);
    }

    /** The log indices of the standing attributions of these addresses. */
    Map<String, Long> standingClaims(List<String> subjects) {
        Map<String, Long> found = new HashMap<>();
        if (!subjects.isEmpty()) {
            ask(
                    "SELECT a.subject, a.log_index FROM unnest(?) AS wanted (subject) CROSS JOIN LATERAL"
                            + " (SELECT subject, log_index FROM admitted_statement a WHERE a.type = 'attribution'"
                            + " AND a.superseded_by IS NULL AND a.subject = wanted.subject) a",
                    q -> {
                        q.setArray(1, array(q, "text", subjects));
                        try (ResultSet rows = q.executeQuery()) {
                            while (rows.next()) {
                                found.put(rows.getString(1), rows.getLong(2));
                            }
                        }
                        return found;
                    });
        }
        return found;
    }

    /** Which liabilities and reserves statements there are of these subjects, each as type, space and subject. */
    Set<String> published(List<String> subjects) {
        Set<String> found = new HashSet<>();
        if (!subjects.isEmpty()) {
            ask(
                    "SELECT a.type, a.subject FROM unnest(?) AS wanted (subject)"
                            + " CROSS JOIN unnest(ARRAY['liabilities', 'reserves']) AS kind (type) CROSS JOIN LATERAL"
                            + " (SELECT type, subject FROM admitted_statement a WHERE a.type = kind.type"
                            + " AND a.type IN ('liabilities', 'reserves') AND a.subject = wanted.subject) a",
                    q -> {
                        q.setArray(1, array(q, "text", subjects));
                        try (ResultSet rows = q.executeQuery()) {
                            while (rows.next()) {
                                found.add(rows.getString(1) + " " + rows.getString(2));
                            }
                        }
                        return found;
                    });
        }
        return found;
    }

    /** The log index of the newest statement of this type and subject. */
    Optional<Long> newest(String type, String subject) {
        return ask("SELECT max(log_index) FROM admitted_statement WHERE type = ? AND subject = ?", q -> {
            q.setString(1, type);
            q.setString(2, subject);
            return first(q);
        });
    }

    /** Who may sign the next statement. */
    SigningRules rules() {
        SigningRules rules = new SigningRules();
        ask("SELECT public_key, role, revoked_at IS NULL FROM statement_key", q -> {
            try (ResultSet rows = q.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(3)) {
                        rules.current(SignerRole.valueOf(rows.getString(2)), rows.getString(1));
                    } else {
                        rules.revoked(rows.getString(1));
                    }
                }
            }
            return rules;
        });
        ask("SELECT subject FROM admitted_statement WHERE type = 'quorum' ORDER BY log_index", q -> {
            try (ResultSet rows = q.executeQuery()) {
                while (rows.next()) {
                    List<String> words = List.of(rows.getString(1).split(" ", 2));
                    rules.needed(SignerRole.valueOf(words.get(0)), Integer.parseInt(words.get(1)));
                }
            }
            return rules;
        });
        return rules;
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

    /** @param superseded old log index to new */
    void write(List<Row> rows, Map<Long, Long> superseded) {
        if (!superseded.isEmpty()) {
            ask(
                    "UPDATE admitted_statement SET superseded_by = new FROM unnest(?, ?) AS pair (old, new)"
                            + " WHERE log_index = old",
                    u -> {
                        List<Long> old = List.copyOf(superseded.keySet());
                        u.setArray(1, array(u, "bigint", old));
                        u.setArray(
                                2,
                                array(
                                        u,
                                        "bigint",
                                        old.stream().map(superseded::get).toList()));
                        return u.executeUpdate();
                    });
        }
        ask(
                "INSERT INTO admitted_statement (log_index, type, subject, superseded_by) SELECT * FROM unnest(?, ?, ?, ?)",
                i -> {
                    i.setArray(
                            1, array(i, "bigint", rows.stream().map(Row::index).toList()));
                    i.setArray(2, array(i, "text", rows.stream().map(Row::type).toList()));
                    i.setArray(
                            3, array(i, "text", rows.stream().map(Row::subject).toList()));
                    i.setArray(
                            4,
                            array(
                                    i,
                                    "bigint",
                                    rows.stream()
                                            .map(row -> superseded.get(row.index()))
                                            .toList()));
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

    /** A statement for many rows takes a fraction of the time of a statement for each. */
    private static Array array(PreparedStatement statement, String type, List<?> values) throws SQLException {
        return statement.getConnection().createArrayOf(type, values.toArray());
    }

    private static Optional<Long> first(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() && rows.getObject(1) != null ? Optional.of(rows.getLong(1)) : Optional.empty();
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
