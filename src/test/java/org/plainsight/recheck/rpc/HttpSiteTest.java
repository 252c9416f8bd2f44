package org.plainsight.recheck.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.recheck.UnreadableException;

/** A portal read over HTTP: what lacks is told from what fails, and no answer holds its reader for ever. */
class HttpSiteTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private URI base;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", HttpSiteTest::answer);
        server.createContext("/stalled", this::stall);
        server.start();
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = "text".getBytes(StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        exchange.sendResponseHeaders(path.equals("/file") ? 200 : Integer.parseInt(path.substring(1)), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Headers and a first byte, and nothing more. */
    private void stall(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('a');
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Test
    void a_file_is_read_whole_or_as_it_comes() throws IOException {
        HttpSite site = new HttpSite(URI.create(base + "//"));
        assertThat(site.read("/file")).asString().isEqualTo("text");
        try (InputStream file = site.open("/file")) {
            assertThat(file.read()).isEqualTo('t');
        }
        assertThat(site.isMirror()).isFalse();
    }

    @Test
    void what_is_gone_is_missing_and_what_fails_is_not() {
        HttpSite site = new HttpSite(base);
        for (int gone : new int[] {404, 410}) {
            assertThatThrownBy(() -> site.read("/" + gone))
                    .isInstanceOfSatisfying(
                            UnreadableException.class,
                            e -> assertThat(e.isMissing()).isTrue());
        }
        for (int failed : new int[] {301, 401, 500, 503}) {
            assertThatThrownBy(() -> site.open("/" + failed))
                    .isInstanceOfSatisfying(
                            UnreadableException.class,
                            e -> assertThat(e.isMissing()).isFalse());
        }
    }

    @Test
    void an_answer_that_stalls_ends() throws Exception {
        InputStream served = new HttpSite(base).open("/stalled");
        try (InputStream stalled = new BoundedBody(served, 100, Duration.ofMillis(300))) {
            assertThat(stalled.read()).isEqualTo('a');
            assertThatThrownBy(stalled::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_answer_that_is_too_large_ends() throws Exception {
        try (InputStream large = new BoundedBody(new HttpSite(base).open("/file"), 3, Duration.ofHours(1))) {
            assertThat(large.readNBytes(3)).hasSize(3);
            assertThatThrownBy(large::read).hasMessageContaining("more than 3 bytes");
        }
        try (InputStream fits = new BoundedBody(new HttpSite(base).open("/file"), 4, Duration.ofHours(1))) {
            assertThat(fits.readAllBytes()).hasSize(4);
        }
    }
}
