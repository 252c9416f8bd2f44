package org.plainsight.feed.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.event.Citation;
import org.plainsight.event.EventFilter;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.event.PublicEvents;
import org.plainsight.event.store.StoredEvents;
import org.plainsight.feed.rpc.HttpReceiver;
import org.plainsight.feed.store.StoredSubscriptions;
import org.plainsight.note.SigningKey;
import org.plainsight.registry.labels.FetchGuard;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.SettableClock;
import org.postgresql.ds.PGSimpleDataSource;

/** Webhooks against a real receiver over HTTP and a real database. */
class WebhookTest {

    private static final WebhookKey KEY = new WebhookKey(SigningKey.generate("webhook", new SecureRandom()));
    private static final String ADDRESS = "eip155:1:0x%040x".formatted(7);

    private interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final List<WebhookMessage> got = new CopyOnWriteArrayList<>();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private HttpServer server;
    private volatile Manner manner = exchange -> exchange.sendResponseHeaders(204, -1);
    private PublicEvents events;
    private StoredSubscriptions subscriptions;

    @BeforeEach
    void start() throws Exception {
        PostgresResource.Database fresh = PostgresResource.freshDatabase();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(fresh.jdbcUrl());
        database.setUser(fresh.user());
        database.setPassword(fresh.password());
        for (String migration : List.of("V202611242330__public_events", "V202611242350__webhooks")) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(Files.readString(Path.of("src/main/resources/db/migration/" + migration + ".sql")));
            }
        }
        events = StoredEvents.over(database);
        subscriptions = StoredSubscriptions.over(database, events);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            got.add(WebhookMessage.from(exchange));
            manner.answer(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Courier courier(Duration patience) {
        HttpReceiver receiver = new HttpReceiver(url -> Optional.empty(), patience);
        return new Courier(subscriptions, events, receiver, KEY, "https://portal.example", clock);
    }

    private static PublicEvent event(String key, EventKind kind, String address) {
        return new PublicEvent(
                key,
                kind,
                Instant.parse("2026-11-20T10:00:00Z"),
                Optional.of(AccountId.parse(address)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Said of \"it\"",
                "/addresses",
                new Citation("Said", Optional.empty(), Optional.of(3L), Optional.empty()));
    }

    private Subscription subscribed(EventFilter filter) {
        return subscriptions.add(url("/hook"), filter, "alice", clock.instant());
    }

    private Subscription now(Subscription subscription) {
        return subscriptions.find(subscription.id()).orElseThrow();
    }

    @Test
    void a_receiver_is_sent_what_passes_its_filter_signed_and_once() throws Exception {
        events.raise(List.of(event("before", EventKind.CLAIM, ADDRESS)));
        Subscription one = subscribed(EventFilter.parse(
                Optional.of("claim"), Optional.of(ADDRESS), Optional.empty(), Optional.empty(), Optional.empty()));
        events.raise(List.of(
                event("a", EventKind.CLAIM, ADDRESS),
                event("b", EventKind.RETRACTION, ADDRESS),
                event("c", EventKind.CLAIM, "eip155:1:0x%040x".formatted(8)),
                event("d", EventKind.CLAIM, ADDRESS)));
        Courier courier = courier(Duration.ofSeconds(5));
        assertThat(courier.run(one)).isEqualTo(2);
        assertThat(courier.run(now(one))).isZero();
        assertThat(got).extracting(WebhookMessage::id).containsExactly("msg_1_2", "msg_1_5");
        assertThat(got)
                .allSatisfy(message ->
                        assertThat(message.verifies(KEY.publicText())).isTrue());
        WebhookMessage first = got.getFirst();
        assertThat(new WebhookMessage(first.id(), first.timestamp(), first.signature(), first.body() + " ")
                        .verifies(KEY.publicText()))
                .isFalse();
        assertThat(first.body())
                .contains("\"type\":\"plainsight.claim\"", "\"url\":\"https://portal.example/events/2\"");
    }

    @Test
    void a_process_killed_after_sending_and_before_keeping_sends_the_same_id_again() {
        Subscription one = subscribed(EventFilter.ALL);
        events.raise(List.of(event("a", EventKind.CLAIM, ADDRESS)));
        subscriptions.enqueue(one, clock.instant());
        Receiver killed = (url, headers, body) -> {
            new HttpReceiver(u -> Optional.empty(), Duration.ofSeconds(5)).send(url, headers, body);
            throw new KilledException();
        };
        Courier dying = new Courier(subscriptions, events, killed, KEY, "https://portal.example", clock);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> dying.run(now(one))))
                .isInstanceOf(KilledException.class);
        assertThat(courier(Duration.ofSeconds(5)).run(now(one))).isEqualTo(1);
        assertThat(got).extracting(WebhookMessage::id).containsExactly("msg_1_1", "msg_1_1");
        assertThat(subscriptions.deliveries(one.id(), 9)).singleElement().matches(Delivery::delivered);
    }

    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void a_refused_message_is_tried_again_with_growing_waits_and_kept_until_it_is_taken() {
        Subscription one = subscribed(EventFilter.ALL);
        events.raise(List.of(event("a", EventKind.CLAIM, ADDRESS)));
        manner = exchange -> exchange.sendResponseHeaders(500, -1);
        Courier courier = courier(Duration.ofSeconds(5));
        for (Duration wait : List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30))) {
            assertThat(courier.run(now(one))).isEqualTo(1);
            assertThat(courier.run(now(one))).isZero();
            clock.advance(wait.minusSeconds(1));
            assertThat(courier.run(now(one))).isZero();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(now(one).failingSince()).isPresent();
        assertThat(subscriptions.deliveries(one.id(), 1).getFirst().last()).contains("answered 500");
        manner = exchange -> exchange.sendResponseHeaders(200, -1);
        assertThat(courier.run(now(one))).isEqualTo(1);
        assertThat(now(one).failingSince()).isEmpty();
        assertThat(got).extracting(WebhookMessage::id).containsOnly("msg_1_1").hasSize(4);
    }

    @Test
    void a_receiver_that_takes_nothing_for_three_days_is_stopped_and_misses_nothing_once_it_goes_on() {
        Subscription one = subscribed(EventFilter.ALL);
        events.raise(List.of(event("a", EventKind.CLAIM, ADDRESS)));
        manner = exchange -> exchange.sendResponseHeaders(503, -1);
        Courier courier = courier(Duration.ofSeconds(5));
        for (int hour = 0; hour < 24 * 5 && now(one).isActive(); hour++) {
            courier.run(now(one));
            clock.advance(Duration.ofHours(1));
        }
        assertThat(now(one).stopped())
                .hasValueSatisfying(reason -> assertThat(reason).contains("three days"));
        events.raise(List.of(event("b", EventKind.CLAIM, ADDRESS)));
        got.clear();
        manner = exchange -> exchange.sendResponseHeaders(200, -1);
        subscriptions.resume(one.id(), clock.instant());
        courier.run(now(one));
        assertThat(got).extracting(WebhookMessage::id).containsExactly("msg_1_1", "msg_1_2");
    }

    @Test
    void a_receiver_that_answers_gone_is_stopped_at_once() {
        Subscription one = subscribed(EventFilter.ALL);
        events.raise(List.of(event("a", EventKind.CLAIM, ADDRESS), event("b", EventKind.CLAIM, ADDRESS)));
        manner = exchange -> exchange.sendResponseHeaders(410, -1);
        assertThat(courier(Duration.ofSeconds(5)).run(one)).isEqualTo(1);
        assertThat(now(one).isActive()).isFalse();
    }

    @Test
    void a_redirect_is_not_followed_and_a_slow_or_endless_answer_is_left() {
        Map<String, Manner> hostile = Map.of(
                "redirect",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", url("/inside").toString());
                    exchange.sendResponseHeaders(302, -1);
                },
                "slow",
                exchange -> {
                    try {
                        Thread.sleep(3_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "endless",
                exchange -> {
                    exchange.sendResponseHeaders(500, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        byte[] chunk = new byte[1 << 16];
                        for (int i = 0; i < 1_000_000; i++) {
                            out.write(chunk);
                        }
                    } catch (IOException e) {
                        // the sender went away, as it should
                    }
                });
        hostile.forEach((name, how) -> {
            got.clear();
            manner = how;
            Receiver.Answer answer = new HttpReceiver(u -> Optional.empty(), Duration.ofMillis(700))
                    .send(url("/hook"), Map.of("webhook-id", name), "{}");
            assertThat(answer).as(name).isInstanceOf(Receiver.Answer.Refused.class);
            assertThat(got).as(name).hasSize(1);
        });
    }

    @Test
    void nothing_is_ever_sent_to_an_address_that_is_not_public() {
        FetchGuard guard = FetchGuard.ofAnyHost(host -> new InetAddress[] {
            InetAddress.getByName(
                    host.equals("inside.example")
                            ? "10.0.0.7"
                            : host.equals("mixed.example") ? "127.0.0.1" : "93.184.216.34")
        });
        HttpReceiver receiver = new HttpReceiver(guard::refusal, Duration.ofSeconds(1));
        List<String> refused = new ArrayList<>(List.of(
                "http://93.184.216.34/",
                "https://inside.example/",
                "https://mixed.example/",
                "https://public.example:8443/",
                "https://user@public.example/",
                "http://public.example/",
                "file:///etc/passwd",
                "ftp://public.example/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::ffff:169.254.169.254]/"));
        for (String host :
                List.of("2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.169.254", "127.1", "0")) {
            refused.add("https://" + host + "/latest/meta-data/");
        }
        for (String url : refused) {
            assertThat(receiver.send(URI.create(url), Map.of(), "{}").words())
                    .as(url)
                    .startsWith("not sent:");
        }
        assertThat(guard.refusal(URI.create("https://public.example/hook"))).isEmpty();
    }
}
