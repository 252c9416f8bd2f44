package org.plainsight.event.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.event.EventFilter;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PublicEvent;
import org.plainsight.event.PublicEvents;

/** The number is drawn from one row that is locked until the writer commits: numbers become visible in their order. */
@ApplicationScoped
public class StoredEvents implements PublicEvents {

    private static final int ROWS_AT_ONCE = 500;
    private static final String RAISE = """
            WITH tail AS (
                UPDATE public_event_tail SET last = last + 1
                WHERE NOT EXISTS (SELECT FROM public_event WHERE key = ?) RETURNING last)
            INSERT INTO public_event (id, key, kind, at, account, asset, amount, entity, body)
            SELECT last, ?, ?, ?, ?, ?, ?, ?, ? FROM tail ON CONFLICT (key) DO NOTHING
            """;
    private static final String MATCHING = """
            SELECT id, body FROM public_event
            WHERE (CAST(? AS text[]) IS NULL OR kind = ANY (?)) AND (CAST(? AS text) IS NULL OR account = ?)
            AND (CAST(? AS text) IS NULL OR asset = ?) AND (CAST(? AS text) IS NULL OR entity = ?)
            AND (CAST(? AS numeric) IS NULL OR amount IS NULL OR amount >= ?)
            """;

    private final DataSource source;

    StoredEvents(DataSource source) {
        this.source = source;
    }

    /** Outside the application: over a data source of the caller's. */
    public static StoredEvents over(DataSource source) {
        return new StoredEvents(source);
    }

    @Override
    public void raise(List<PublicEvent> events) {
        ask(RAISE, insert -> {
            int waiting = 0;
            for (PublicEvent event : events) {
                bind(insert, event);
                insert.addBatch();
                if (++waiting == ROWS_AT_ONCE) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            return insert.executeBatch();
        });
    }

    private static void bind(PreparedStatement insert, PublicEvent event) throws SQLException {
        insert.setString(1, event.key());
        insert.setString(2, event.key());
        insert.setString(3, event.kind().word());
        insert.setObject(4, event.at().atOffset(ZoneOffset.UTC));
        insert.setString(5, event.account().map(AccountId::toString).orElse(null));
        insert.setString(6, event.asset().map(AssetId::toString).orElse(null));
        insert.setBigDecimal(
                7, event.amount().map(a -> new BigDecimal(a.units())).orElse(null));
        insert.setString(8, event.entity().orElse(null));
        insert.setString(9, NumberedEvent.body(event));
    }

    @Override
    public List<NumberedEvent> after(long id, EventFilter filter, int limit) {
        return ask(MATCHING + " AND id > ? ORDER BY id LIMIT ?", query -> {
            int next = bind(query, filter);
            query.setLong(next, id);
            query.setInt(next + 1, limit);
            return rows(query);
        });
    }

    @Override
    public List<NumberedEvent> newest(EventFilter filter, int limit) {
        return ask(MATCHING + " ORDER BY id DESC LIMIT ?", query -> {
            query.setInt(bind(query, filter), limit);
            return rows(query);
        });
    }

    @Override
    public Optional<NumberedEvent> find(long id) {
        return ask("SELECT id, body FROM public_event WHERE id = ?", query -> {
            query.setLong(1, id);
            return rows(query).stream().findFirst();
        });
    }

    @Override
    public long last() {
        return ask("SELECT coalesce(max(id), 0) FROM public_event", query -> {
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** @return the next free place */
    private static int bind(PreparedStatement query, EventFilter filter) throws SQLException {
        Array kinds = filter.kinds().isEmpty()
                ? null
                : query.getConnection().createArrayOf("text", filter.kindWords().split(",", -1));
        String account = filter.account().map(AccountId::toString).orElse(null);
        String asset = filter.asset().map(AssetId::toString).orElse(null);
        String entity = filter.entity().orElse(null);
        BigDecimal least = filter.atLeast().map(a -> new BigDecimal(a.units())).orElse(null);
        int place = 1;
        for (int i = 0; i < 2; i++) {
            query.setArray(place++, kinds);
        }
        for (String text : new String[] {account, account, asset, asset, entity, entity}) {
            query.setString(place++, text);
        }
        query.setBigDecimal(place++, least);
        query.setBigDecimal(place++, least);
        return place;
    }

    private static List<NumberedEvent> rows(PreparedStatement query) throws SQLException {
        List<NumberedEvent> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(NumberedEvent.stored(row.getLong(1), row.getString(2).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return found;
    }

    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private <T> T ask(String sql, Work<T> work) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.run(statement);
        } catch (SQLException e) {
            throw new EventStoreException("the database refused: " + e.getMessage(), e);
        }
    }
}
