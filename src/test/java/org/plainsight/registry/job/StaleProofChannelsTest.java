package org.plainsight.registry.job;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.plainsight.event.EventFilter;
import org.plainsight.event.PublicEvents;
import org.plainsight.feed.rpc.HttpReceiver;
import org.plainsight.feed.webhook.Courier;
import org.plainsight.feed.webhook.Subscription;
import org.plainsight.feed.webhook.Subscriptions;
import org.plainsight.feed.webhook.WebhookKey;
import org.plainsight.feed.webhook.WebhookMessage;
import org.plainsight.note.SigningKey;
import org.plainsight.portal.SampleProfile;
import org.plainsight.registry.AddressBook;
import org.plainsight.testing.EventStreamIds;

/** A proof that becomes stale is pushed on every channel: Atom, server-sent events and a signed webhook. */
@QuarkusTest
@TestProfile(SampleProfile.class)
class StaleProofChannelsTest {

    private static final String LATE = "kind=stale-proof";

    @TestHTTPResource("/")
    URI base;

    @Inject
    AddressBook book;

    @Inject
    PublicEvents events;

    @Inject
    ClaimCitations citations;

    @Inject
    Subscriptions subscriptions;

    @Test
    void a_late_proof_comes_by_atom_by_stream_and_by_webhook_each_with_link_and_citation() throws Exception {
        List<WebhookMessage> got = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            got.add(WebhookMessage.from(exchange));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
            EventFilter late = EventFilter.parse(
                    Optional.of("stale-proof"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
            Subscription subscribed = subscriptions.add(url, late, "alice", Instant.now());

            Clock inAYear = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
            int raised = new StaleProofs(book, events, citations, inAYear, Duration.ofDays(30)).look();
            assertThat(raised).isPositive();

            List<Map<String, Object>> told =
                    get("/events/all.json?" + LATE).jsonPath().getList("events");
            assertThat(told).hasSize(raised);
            assertThat(get("/events/atom.xml?" + LATE).asString())
                    .satisfies(atom -> told.forEach(event -> assertThat(atom)
                            .contains("/events/" + event.get("id") + "\"")
                            .contains(line(event))));
            assertThat(EventStreamIds.first(told.size(), base.resolve("/events/stream?" + LATE + "&after=0")))
                    .isEqualTo(told.stream()
                            .map(event -> event.get("id").toString())
                            .toList());

            WebhookKey key = new WebhookKey(SigningKey.generate("webhook", new SecureRandom()));
            new Courier(
                            subscriptions,
                            events,
                            new HttpReceiver(any -> Optional.empty(), Duration.ofSeconds(20)),
                            key,
                            "https://portal.example",
                            Clock.systemUTC())
                    .run(subscribed);
            assertThat(got).hasSameSizeAs(told);
            for (int i = 0; i < got.size(); i++) {
                assertThat(got.get(i).verifies(key.publicText())).isTrue();
                assertThat(got.get(i).body())
                        .contains("\"type\":\"plainsight.stale-proof\"")
                        .contains("\"url\":\"https://portal.example/events/"
                                + told.get(i).get("id") + "\"")
                        .contains(line(told.get(i)));
            }
        } finally {
            receiver.stop(0);
        }
    }

    private static String line(Map<String, Object> event) {
        String line = (String) ((Map<?, ?>) event.get("citation")).get("line");
        assertThat(line).contains("; log index ").contains("; SHA-256 ").contains(", hash ");
        return line;
    }
}
