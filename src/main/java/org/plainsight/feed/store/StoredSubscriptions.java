package org.plainsight.feed.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.event.EventFilter;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PublicEvents;
import org.plainsight.feed.webhook.Delivery;
import org.plainsight.feed.webhook.Receiver;
import org.plainsight.feed.webhook.Subscription;
import org.plainsight.feed.webhook.Subscriptions;

/** Each change is one statement, so that a killed process leaves nothing half done. */
@ApplicationScoped
public class StoredSubscriptions implements Subscriptions {

    private static final int EVENTS_AT_ONCE = 500;

    private final DataSource source;
    private final PublicEvents events;

    StoredSubscriptions(DataSource source, PublicEvents events) {
        this.source = source;
        this.events = events;
    }

    /** Outside the application: over a data source of the caller's. */
    public static StoredSubscriptions over(DataSource source, PublicEvents events) {
        return new StoredSubscriptions(source, events);
    }

    @Override
    public Subscription add(URI url, EventFilter filter, String createdBy, Instant now) {
        return ask(
                        """
                        INSERT INTO webhook_subscription
                            (url, kinds, account, asset, entity, at_least, created_by, created_at, cursor)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *
                        """,
                        StoredSubscriptions::subscription,
                        url.toString(),
                        filter.kindWords(),
                        filter.account().map(AccountId::toString).orElse(null),
                        filter.asset().map(AssetId::toString).orElse(null),
                        filter.entity().orElse(null),
                        filter.atLeast().map(a -> new BigDecimal(a.units())).orElse(null),
                        createdBy,
                        now.atOffset(ZoneOffset.UTC),
                        events.last())
                .getFirst();
    }

    @Override
    public List<Subscription> all() {
        return ask("SELECT * FROM webhook_subscription ORDER BY id", StoredSubscriptions::subscription);
    }

    @Override
    public Optional<Subscription> find(long id) {
        return ask("SELECT * FROM webhook_subscription WHERE id = ?", StoredSubscriptions::subscription, id).stream()
                .findFirst();
    }

    @Override
    public void stop(long id, String reason) {
        ask("UPDATE webhook_subscription SET stopped = ? WHERE id = ? RETURNING id", row -> row.getLong(1), reason, id);
    }

    @Override
    public void resume(long id, Instant now) {
        ask("""
                WITH waiting AS (
                    UPDATE webhook_delivery SET next_at = ?, attempts = 0 WHERE subscription = ? AND NOT delivered)
                UPDATE webhook_subscription SET stopped = NULL, failing_since = NULL WHERE id = ? RETURNING id
                """, row -> row.getLong(1), now.atOffset(ZoneOffset.UTC), id, id);
    }

    @Override
    public void enqueue(Subscription subscription, Instant now) {
        long last = events.last();
        List<Long> passing = events.after(subscription.cursor(), subscription.filter(), EVENTS_AT_ONCE).stream()
                .map(NumberedEvent::id)
                .filter(id -> id <= last)
                .toList();
        long cursor = passing.size() == EVENTS_AT_ONCE ? passing.getLast() : Math.max(last, subscription.cursor());
        if (cursor == subscription.cursor()) {
            return;
        }
        ask(
                """
                WITH moved AS (
                    UPDATE webhook_subscription SET cursor = ? WHERE id = ? AND cursor = ? RETURNING id)
                INSERT INTO webhook_delivery (subscription, event, next_at)
                SELECT moved.id, event, ? FROM moved, unnest(?) AS event
                ON CONFLICT DO NOTHING RETURNING event
                """,
                row -> row.getLong(1),
                cursor,
                subscription.id(),
                subscription.cursor(),
                now.atOffset(ZoneOffset.UTC),
                passing.toArray(Long[]::new));
    }

    @Override
    public List<Delivery> due(long subscription, Instant now, int limit) {
        return ask("""
                SELECT * FROM webhook_delivery WHERE subscription = ? AND next_at <= ? ORDER BY event LIMIT ?
                """, StoredSubscriptions::delivery, subscription, now.atOffset(ZoneOffset.UTC), limit);
    }

    @Override
    public void record(Delivery tried, Instant at, Receiver.Answer answer, Optional<Instant> nextAt) {
        boolean taken = answer instanceof Receiver.Answer.Taken;
        OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
        ask(
                """
                WITH kept AS (
                    UPDATE webhook_delivery SET attempts = attempts + 1, next_at = ?, delivered = ?, last_at = ?, last = ?
                    WHERE subscription = ? AND event = ?)
                UPDATE webhook_subscription SET failing_since = CASE WHEN ? THEN NULL ELSE coalesce(failing_since, ?) END
                WHERE id = ? RETURNING id
                """,
                row -> row.getLong(1),
                nextAt.map(n -> n.atOffset(ZoneOffset.UTC)).orElse(null),
                taken,
                time,
                answer.words(),
                tried.subscription(),
                tried.event(),
                taken,
                time,
                tried.subscription());
    }

    @Override
    public List<Delivery> deliveries(long subscription, int limit) {
        return ask(
                "SELECT * FROM webhook_delivery WHERE subscription = ? ORDER BY event DESC LIMIT ?",
                StoredSubscriptions::delivery,
                subscription,
                limit);
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getLong("id"),
                URI.create(row.getString("url")),
                EventFilter.parse(
                        Optional.ofNullable(row.getString("kinds")),
                        Optional.ofNullable(row.getString("account")),
                        Optional.ofNullable(row.getString("asset")),
                        Optional.ofNullable(row.getString("entity")),
                        Optional.ofNullable(row.getBigDecimal("at_least")).map(BigDecimal::toPlainString)),
                row.getString("created_by"),
                time(row, "created_at").orElseThrow(),
                row.getLong("cursor"),
                Optional.ofNullable(row.getString("stopped")),
                time(row, "failing_since"));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("subscription"),
                row.getLong("event"),
                row.getInt("attempts"),
                time(row, "next_at"),
                row.getBoolean("delivered"),
                time(row, "last_at"),
                Optional.ofNullable(row.getString("last")));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> ask(String sql, Row<T> reader, @Nullable Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Long[] list) {
                    statement.setArray(i + 1, connection.createArrayOf("bigint", list));
                } else if (values[i] == null) {
                    statement.setNull(i + 1, Types.NULL);
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new FeedStoreException("the database refused: " + e.getMessage(), e);
        }
    }
}
