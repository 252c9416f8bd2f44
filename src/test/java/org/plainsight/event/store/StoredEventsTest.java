package org.plainsight.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.event.Citation;
import org.plainsight.event.EventFilter;
import org.plainsight.event.EventKind;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PublicEvent;
import org.plainsight.testing.PostgresResource;
import org.postgresql.ds.PGSimpleDataSource;

class StoredEventsTest {

    private PGSimpleDataSource database;
    private StoredEvents events;

    @BeforeEach
    void migrate() throws Exception {
        PostgresResource.Database fresh = PostgresResource.freshDatabase();
        database = new PGSimpleDataSource();
        database.setUrl(fresh.jdbcUrl());
        database.setUser(fresh.user());
        database.setPassword(fresh.password());
        run(Files.readString(Path.of("src/main/resources/db/migration/V202611242330__public_events.sql")));
        events = StoredEvents.over(database);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static PublicEvent event(String key, EventKind kind, int account) {
        return new PublicEvent(
                key,
                kind,
                Instant.parse("2026-11-20T10:00:00Z"),
                Optional.of(AccountId.parse("eip155:1:0x%040x".formatted(account))),
                Optional.empty(),
                Optional.of(Amount.of(account)),
                Optional.empty(),
                "Said",
                "/addresses",
                new Citation("Said", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void an_event_raised_again_after_a_crash_stands_once() {
        events.raise(List.of(event("a", EventKind.CLAIM, 1), event("b", EventKind.CLAIM, 2)));
        events.raise(List.of(event("b", EventKind.CLAIM, 2), event("c", EventKind.CLAIM, 3)));
        assertThat(events.after(0, EventFilter.ALL, 10))
                .extracting(e -> e.event().key())
                .containsExactly("a", "b", "c");
        assertThat(events.last()).isEqualTo(3);
    }

    @Test
    void many_writers_leave_numbers_without_gaps_in_their_order() throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            for (var done : writers.invokeAll(IntStream.range(0, 40)
                    .mapToObj(i -> (java.util.concurrent.Callable<Void>) () -> {
                        events.raise(
                                List.of(event("one-" + i, EventKind.CLAIM, i), event("two-" + i, EventKind.CLAIM, i)));
                        return null;
                    })
                    .toList())) {
                done.get();
            }
        }
        assertThat(events.after(0, EventFilter.ALL, 1_000).stream().map(NumberedEvent::id))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
    }

    @Test
    void the_store_finds_what_the_filter_passes() {
        List<PublicEvent> all = new ArrayList<>();
        List<EventKind> kinds = List.of(EventKind.values());
        for (int i = 0; i < 60; i++) {
            all.add(event("e" + i, kinds.get(i % kinds.size()), i % 7));
        }
        events.raise(all);
        for (String wanted : List.of("", "claim", "movement,retraction")) {
            for (String address : List.of("", "eip155:1:0x%040x".formatted(3))) {
                for (String least : List.of("", "4")) {
                    EventFilter filter = EventFilter.parse(
                            Optional.of(wanted),
                            Optional.of(address),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(least));
                    List<PublicEvent> expected =
                            all.stream().filter(filter::passes).toList();
                    assertThat(events.after(0, filter, 100))
                            .extracting(NumberedEvent::event)
                            .containsExactlyElementsOf(expected);
                    assertThat(events.newest(filter, 100))
                            .extracting(NumberedEvent::event)
                            .containsExactlyElementsOf(expected.reversed());
                }
            }
        }
    }

    @Test
    void no_event_is_changed_or_taken_back() {
        events.raise(List.of(event("a", EventKind.CLAIM, 1)));
        for (String sql :
                List.of("DELETE FROM public_event", "UPDATE public_event SET kind = 'x'", "TRUNCATE public_event")) {
            assertThatThrownBy(() -> run(sql)).isInstanceOf(SQLException.class).hasMessageContaining("taken back");
        }
    }
}
