package org.plainsight.bench.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.plainsight.bench.Figures;

/** The list of addresses and what it links to, as a reader's browser waits for it: one request after the other. */
final class PageFigures {

    private static final int CLAIMS = 10_000;
    private static final int WARM = 20;
    private static final int ASKED = 41;
    private static final double WANTED_SECONDS = 0.2;

    void run(Figures figures) throws Exception {
        Path work = Files.createTempDirectory("plainsight-bench");
        try (ServedPortal portal = ServedPortal.start(work)) {
            portal.addClaims(CLAIMS);
            portal.mix();
            double slowest = 0;
            for (String path : paths()) {
                double seconds = median(portal.port(), path);
                slowest = Math.max(slowest, seconds);
                figures.note("%.1f ms: %s".formatted(seconds * 1e3, path));
            }
            figures.time("pages.addresses", slowest, "s", WANTED_SECONDS);
            figures.note("the slowest of these, each the median of %d, over %,d claims; the limit is the time wanted"
                    .formatted(ASKED, CLAIMS));
        } finally {
            try (Stream<Path> left = Files.walk(work)) {
                for (Path path :
                        left.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static List<String> paths() {
        return List.of(
                "/addresses",
                "/addresses?page=150",
                "/addresses?sort=newest",
                "/addresses?sort=role",
                "/addresses?sort=verdict&page=100",
                "/addresses?claim=not_owned",
                "/addresses?role=cold&sort=newest",
                "/addresses?verdict=valid&chain=eip155:1",
                "/addresses?claim=owned&role=hot&verdict=invalid&sort=role&page=10",
                "/addresses?q=0x0000000000000000000000000000000000001000",
                "/addresses/eip155:1:0x0000000000000000000000000000000000001000",
                "/addresses/changes",
                "/corrections",
                "/feed/v1/matching.csv?claim=owned&verdict=valid");
    }

    private static double median(int port, String path) throws IOException {
        byte[] request = RawClient.request(path, "Accept: text/html");
        double[] seconds = new double[ASKED];
        try (RawClient client = new RawClient(port)) {
            for (int i = -WARM; i < ASKED; i++) {
                long start = System.nanoTime();
                RawClient.Answer answer = client.ask(request);
                if (answer.status() != 200) {
                    throw new IllegalStateException(path + " answered " + answer.status());
                }
                if (i >= 0) {
                    seconds[i] = (System.nanoTime() - start) / 1e9;
                }
            }
        }
        Arrays.sort(seconds);
        return seconds[ASKED / 2];
    }
}
