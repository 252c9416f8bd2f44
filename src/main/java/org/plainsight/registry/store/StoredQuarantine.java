package org.plainsight.registry.store;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.Json;
import org.plainsight.registry.review.Decided;
import org.plainsight.registry.review.HeldRow;
import org.plainsight.registry.review.Quarantine;

/** Held rows in PostgreSQL. */
@Singleton
class StoredQuarantine implements Quarantine {

    private static final String OF_ACCOUNT = " WHERE chain = ? AND address = ?";

    private final DataSource database;

    StoredQuarantine(DataSource database) {
        this.database = database;
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    @Override
    public List<HeldRow> rows(int offset, int limit) {
        return read(" ORDER BY since, chain, address LIMIT ? OFFSET ?", q -> {
            q.setInt(1, limit);
            q.setInt(2, offset);
        });
    }

    @Override
    public List<HeldRow> leastRecentlySeen(int limit) {
        return read(" ORDER BY seen_at LIMIT ?", q -> q.setInt(1, limit));
    }

    @Override
    public Optional<HeldRow> find(AccountId account) {
        return read(OF_ACCOUNT, q -> set(q, account)).stream().findFirst();
    }

    private List<HeldRow> read(String rest, Parameters parameters) {
        return ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT * FROM registry_held_row" + rest)) {
                parameters.set(query);
                List<HeldRow> found = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(row(rows));
                    }
                }
                return found;
            }
        });
    }

    private static HeldRow row(ResultSet row) throws SQLException {
        Json.Obj body = Json.asObject(CanonicalJson.read(row.getString("body").getBytes(StandardCharsets.UTF_8)));
        String by = row.getString("confirmed_by");
        return new HeldRow(
                row.getString("digest"),
                (Attribution) Disclosure.read(Attribution.TYPE, body),
                row.getLong("draft"),
                row.getTimestamp("since").toInstant(),
                by == null
                        ? Optional.empty()
                        : Optional.of(
                                new Decided(by, row.getTimestamp("confirmed_at").toInstant())));
    }

    @Override
    public long count() {
        return ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM registry_held_row");
                    ResultSet counted = query.executeQuery()) {
                counted.next();
                return counted.getLong(1);
            }
        });
    }

    @Override
    public Map<AccountId, String> confirmed(Collection<AccountId> accounts) {
        return ask(connection -> {
            Map<AccountId, String> found = new HashMap<>();
            try (PreparedStatement query = connection.prepareStatement("SELECT h.chain, h.address, h.digest"
                    + " FROM registry_held_row h JOIN unnest(?::text[]) AS asked (id)"
                    + " ON h.chain || ':' || h.address = asked.id WHERE h.confirmed_by IS NOT NULL")) {
                query.setArray(
                        1,
                        connection.createArrayOf(
                                "text",
                                accounts.stream().map(AccountId::toString).toArray()));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.put(AccountId.parse(rows.getString(1) + ":" + rows.getString(2)), rows.getString(3));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public void hold(Collection<HeldRow> rows, Instant seenAt) {
        ask(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO registry_held_row AS held"
                    + " (chain, address, digest, body, draft, since, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (chain, address) DO UPDATE SET body = excluded.body, draft = excluded.draft,"
                    + " seen_at = excluded.seen_at, digest = excluded.digest,"
                    + " since = CASE WHEN held.digest = excluded.digest THEN held.since ELSE excluded.since END,"
                    + " confirmed_by = CASE WHEN held.digest = excluded.digest THEN held.confirmed_by END,"
                    + " confirmed_at = CASE WHEN held.digest = excluded.digest THEN held.confirmed_at END")) {
                for (HeldRow row : rows) {
                    set(insert, row.account());
                    insert.setString(3, row.digest());
                    insert.setString(4, CanonicalJson.text(row.attribution().body()));
                    insert.setLong(5, row.draft());
                    insert.setTimestamp(6, Timestamp.from(row.since()));
                    insert.setTimestamp(7, Timestamp.from(seenAt));
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    @Override
    public void releaseUnseenSince(Instant at) {
        run("DELETE FROM registry_held_row WHERE seen_at < ?", q -> q.setTimestamp(1, Timestamp.from(at)));
    }

    @Override
    public void release(AccountId account) {
        run("DELETE FROM registry_held_row" + OF_ACCOUNT, q -> set(q, account));
    }

    @Override
    public void confirm(AccountId account, Decided by) {
        run("UPDATE registry_held_row SET confirmed_by = ?, confirmed_at = ?" + OF_ACCOUNT, q -> {
            q.setString(1, by.by());
            q.setTimestamp(2, Timestamp.from(by.at()));
            q.setString(3, account.chain().toString());
            q.setString(4, account.address());
        });
    }

    private static void set(PreparedStatement statement, AccountId account) throws SQLException {
        statement.setString(1, account.chain().toString());
        statement.setString(2, account.address());
    }

    private void run(String sql, Parameters parameters) {
        ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                parameters.set(statement);
                return statement.executeUpdate();
            }
        });
    }

    private <T> T ask(StoredDrafts.Question<T> question) {
        return RegistryStoreException.told(database, question);
    }
}
