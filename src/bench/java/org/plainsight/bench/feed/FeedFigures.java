package org.plainsight.bench.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.plainsight.bench.Figures;

/** The feed as consumers take it, beside nginx serving the same bytes in the same run. */
final class FeedFigures {

    private static final String BULK = "/feed/v1/addresses.ndjson";
    private static final int CONNECTIONS = 16;

    void run(Figures figures, boolean quick) throws Exception {
        Path work = Files.createTempDirectory("plainsight-bench");
        try (ServedPortal portal = ServedPortal.start(work)) {
            int claims = quick ? 100_000 : 1_000_000;
            portal.addClaims(claims);
            Files.createDirectories(work.resolve("www/feed/v1"));
            long start = System.nanoTime();
            long bytes = download(portal.port(), BULK, work.resolve("www/feed/v1/addresses.ndjson"));
            figures.note(
                    "%,d claims: three forms of %,d bytes and more rendered from the database in %.1f s, once per release"
                            .formatted(claims, bytes, (System.nanoTime() - start) / 1e9));
            String delta = "/feed/v1/changes?after=" + (claims - 1_001) + "&limit=1000";
            download(portal.port(), delta, work.resolve("www/feed/v1/changes"));
            long before = portal.ownMegabytes();
            Optional<Nginx> nginx = Nginx.start(work);
            if (nginx.isEmpty()) {
                figures.note("nginx is not installed: bulk, delta and 304 have no yardstick and are skipped");
            } else {
                try (Nginx yardstick = nginx.get()) {
                    bulk(figures, portal.port(), yardstick.port(), quick);
                    rates(figures, portal.port(), yardstick.port(), delta, quick ? 3_000 : 8_000);
                }
            }
            sse(figures, portal, claims, 5_000);
            figures.note(
                    "the portal's own memory, mapped files aside: %,d MB before and %,d MB after all of it (heap limit 1,024)"
                            .formatted(before, portal.ownMegabytes()));
        } finally {
            try (Stream<Path> left = Files.walk(work)) {
                for (Path path :
                        left.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static long download(int port, String path, Path to) throws IOException {
        HttpURLConnection asked = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        asked.setReadTimeout(300_000);
        try (InputStream in = asked.getInputStream();
                OutputStream out = Files.newOutputStream(to)) {
            return in.transferTo(out);
        }
    }

    private static void bulk(Figures figures, int portal, int nginx, boolean quick) throws IOException {
        byte[] request = RawClient.request(BULK);
        double[] best = new double[2];
        double[] first = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int round = 0; round < (quick ? 6 : 10); round++) {
            int[] ports = {portal, nginx};
            for (int i = 0; i < 2; i++) {
                try (RawClient client = new RawClient(ports[i])) {
                    long start = System.nanoTime();
                    RawClient.Answer answer = client.ask(request);
                    if (answer.status() != 200) {
                        throw new IllegalStateException("answered " + answer.status());
                    }
                    best[i] = Math.max(best[i], answer.length() * 1e3 / (System.nanoTime() - start));
                    first[i] = Math.min(first[i], answer.firstByteNanos() / 1e6);
                }
            }
        }
        figures.rate("feed.bulk", best[0], "MB/s", best[1]);
        figures.note("first byte after %.2f ms; nginx %.2f ms".formatted(first[0], first[1]));
    }

    private static void rates(Figures figures, int portal, int nginx, String delta, long millis) throws Exception {
        for (int warm = 0; warm < 2; warm++) {
            RawClient.rate(portal, RawClient.request(delta), 200, CONNECTIONS, 1_500);
        }
        double ours = RawClient.rate(portal, RawClient.request(delta), 200, CONNECTIONS, millis);
        double theirs = RawClient.rate(nginx, RawClient.request("/feed/v1/changes"), 200, CONNECTIONS, millis);
        figures.rate("feed.delta", ours, "answers/s", theirs);
        byte[] known = known(portal);
        byte[] knownThere = known(nginx);
        for (int warm = 0; warm < 4; warm++) {
            RawClient.rate(portal, known, 304, CONNECTIONS, 1_500);
        }
        ours = RawClient.rate(portal, known, 304, CONNECTIONS, millis);
        theirs = RawClient.rate(nginx, knownThere, 304, CONNECTIONS, millis);
        figures.rate("feed.304", ours, "answers/s", theirs);
    }

    private static byte[] known(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            String etag = client.ask(RawClient.request(BULK)).etag();
            return RawClient.request(BULK, "If-None-Match: " + etag);
        }
    }

    /** From the moment a checkpoint covers a claim until the last listener has it; one look at the log per second. */
    private static void sse(Figures figures, ServedPortal portal, int claims, int listeners) throws Exception {
        List<RawClient> all = new ArrayList<>();
        byte[] request = RawClient.request("/feed/v1/events?after=" + (claims - 1), "Accept: text/event-stream");
        for (int i = 0; i < listeners; i++) {
            RawClient client = new RawClient(portal.port(), 2_048);
            client.send(request);
            all.add(client);
        }
        for (RawClient client : all) {
            client.head();
        }
        CountDownLatch done = new CountDownLatch(listeners);
        for (RawClient client : all) {
            Thread.ofVirtual().start(() -> {
                try {
                    client.await("id:" + claims);
                    done.countDown();
                } catch (IOException e) {
                    // the latch tells
                }
            });
        }
        portal.addClaims(1);
        long start = System.nanoTime();
        boolean reached = done.await(60, java.util.concurrent.TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (RawClient client : all) {
            client.close();
        }
        if (!reached) {
            throw new IllegalStateException(done.getCount() + " of " + listeners + " listeners were not told");
        }
        figures.time("feed.sse", seconds, "s", 1);
        figures.note("%,d listeners told of one claim; the limit is the one look per second that they share"
                .formatted(listeners));
    }
}
