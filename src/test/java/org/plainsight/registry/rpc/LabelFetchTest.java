package org.plainsight.registry.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.registry.labels.FetchGuard;
import org.plainsight.registry.labels.LabelListFormat;
import org.plainsight.registry.labels.MalformedLabelListException;

/** A host that misbehaves in every way, behind a guard that lets the test reach it. */
class LabelFetchTest {

    private final AtomicInteger canary = new AtomicInteger();
    private HttpServer server;
    private LabelFetch fetch;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/list", exchange -> answer(exchange, 200, "Address,Name Tag\n"));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/inner");
            answer(exchange, 302, "");
        });
        server.createContext("/inner", exchange -> {
            canary.incrementAndGet();
            answer(exchange, 200, "secret");
        });
        server.createContext("/endless", LabelFetchTest::endless);
        server.createContext("/drip", LabelFetchTest::drip);
        server.start();
        fetch = new LabelFetch(uri -> Optional.empty(), Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_list_is_read() throws Exception {
        assertThat(fetch.text(at("/list"))).isEqualTo("Address,Name Tag\n");
    }

    @Test
    void a_redirect_is_not_followed() {
        assertThatThrownBy(() -> fetch.text(at("/moved")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("302");
        assertThat(canary).hasValue(0);
    }

    @Test
    void a_body_without_end_is_cut_off_at_the_limit() {
        LabelFetch patient = new LabelFetch(uri -> Optional.empty(), Duration.ofSeconds(60));
        assertThatThrownBy(() -> patient.text(at("/endless")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most " + LabelListFormat.LENGTH_MAX);
    }

    @Test
    void a_body_that_only_drips_ends_too() {
        assertThatThrownBy(() -> fetch.text(at("/drip")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 2 s");
    }

    @Test
    void the_real_guard_lets_nobody_reach_this_machine() {
        LabelFetch guarded = new LabelFetch(new FetchGuard(Set.of("localhost", "127.0.0.1", "list.example.org"), host ->
                new InetAddress[] {InetAddress.getLoopbackAddress()}));
        for (String place : new String[] {
            at("/inner").toString(), "https://localhost/inner", "https://127.0.0.1/inner", "https://list.example.org/"
        }) {
            assertThatThrownBy(() -> guarded.text(URI.create(place)))
                    .as(place)
                    .isInstanceOf(MalformedLabelListException.class);
        }
        assertThat(canary).hasValue(0);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] mebibyte = new byte[1 << 20];
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(mebibyte);
            }
        }
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 200; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
