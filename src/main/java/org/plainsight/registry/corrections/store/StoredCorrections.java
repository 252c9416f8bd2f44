package org.plainsight.registry.corrections.store;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.registry.DisputeLedger;
import org.plainsight.registry.corrections.Correction;
import org.plainsight.registry.corrections.Corrections;
import org.plainsight.registry.corrections.WatchedList;

/** The ledger in PostgreSQL. What imports ask of it for every row is kept in memory for seconds. */
@Singleton
class StoredCorrections implements Corrections, DisputeLedger {

    private static final Duration KEPT_FOR = Duration.ofSeconds(5);
    private static final String LATEST = "SELECT DISTINCT ON (publisher_key, account) * FROM correction";

    private final DataSource database;
    private final Clock clock;
    private volatile Kept kept = new Kept(Instant.MIN, Map.of());

    private record Kept(Instant at, Map<AccountId, List<Dispute>> disputes) {}

    StoredCorrections(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Dispute> of(AccountId account) {
        Kept here = kept;
        Instant now = clock.instant();
        if (here.at().isBefore(now.minus(KEPT_FOR))) {
            Map<AccountId, List<Dispute>> disputes = new HashMap<>();
            latest().reversed()
                    .forEach(c -> disputes.computeIfAbsent(c.account(), a -> new ArrayList<>())
                            .add(c.dispute()));
            here = new Kept(now, disputes);
            kept = here;
        }
        return here.disputes().getOrDefault(account, List.of());
    }

    @Override
    public List<Correction> latest() {
        return ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT * FROM (" + LATEST
                    + " ORDER BY publisher_key, account, id DESC) newest ORDER BY id DESC")) {
                return read(query);
            }
        });
    }

    @Override
    public Optional<Correction> latest(AccountId account, String publisher) {
        return ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT * FROM correction WHERE account = ? AND publisher_key = ? ORDER BY id DESC LIMIT 1")) {
                query.setString(1, account.toString());
                query.setString(2, DisputeLedger.key(publisher));
                return read(query).stream().findFirst();
            }
        });
    }

    private static List<Correction> read(PreparedStatement query) throws SQLException {
        List<Correction> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(new Correction(
                        AccountId.parse(rows.getString("account")),
                        new Dispute(
                                rows.getString("publisher"),
                                rows.getString("label"),
                                rows.getString("url"),
                                rows.getTimestamp("observed_at").toInstant(),
                                Optional.ofNullable(rows.getString("observed_sha256")),
                                DisputeState.valueOf(rows.getString("state"))),
                        rows.getString("written_by"),
                        rows.getTimestamp("written_at").toInstant()));
            }
        }
        return found;
    }

    @Override
    public void add(Correction correction) {
        Dispute dispute = correction.dispute();
        ask(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO correction (account, publisher,"
                    + " publisher_key, label, url, observed_at, observed_sha256, state, written_by, written_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, correction.account().toString());
                insert.setString(2, dispute.publisher());
                insert.setString(3, DisputeLedger.key(dispute.publisher()));
                insert.setString(4, dispute.label());
                insert.setString(5, dispute.url());
                insert.setTimestamp(6, Timestamp.from(dispute.observedAt()));
                insert.setString(7, dispute.observedSha256().orElse(null));
                insert.setString(8, dispute.state().name());
                insert.setString(9, correction.by());
                insert.setTimestamp(10, Timestamp.from(correction.at()));
                return insert.executeUpdate();
            }
        });
        kept = new Kept(Instant.MIN, Map.of());
    }

    @Override
    public List<WatchedList> watched() {
        return ask(connection -> {
            List<WatchedList> lists = new ArrayList<>();
            try (PreparedStatement query =
                            connection.prepareStatement("SELECT * FROM watched_list ORDER BY name COLLATE \"C\"");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lists.add(new WatchedList(
                            rows.getString("name"),
                            rows.getString("publisher"),
                            rows.getTimestamp("looked_at").toInstant(),
                            rows.getLong("labels"),
                            FindingForm.read(rows.getString("findings")),
                            Optional.ofNullable(rows.getString("problem"))));
                }
            }
            return lists;
        });
    }

    @Override
    public void saw(WatchedList list) {
        ask(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO watched_list (name, publisher,"
                    + " looked_at, labels, findings, problem) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE"
                    + " SET publisher = excluded.publisher, looked_at = excluded.looked_at, labels = excluded.labels,"
                    + " findings = excluded.findings, problem = excluded.problem")) {
                insert.setString(1, list.name());
                insert.setString(2, list.publisher());
                insert.setTimestamp(3, Timestamp.from(list.lookedAt()));
                insert.setLong(4, list.labels());
                insert.setString(5, FindingForm.write(list.findings()));
                insert.setString(6, list.problem().orElse(null));
                return insert.executeUpdate();
            }
        });
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new LedgerStoreException("the database did not answer about corrections", e);
        }
    }
}
