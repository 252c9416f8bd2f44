package org.plainsight.log.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.log.PublishedTiles;
import org.plainsight.log.TestLog;
import org.plainsight.log.TileReader;
import org.plainsight.log.export.FilePlace;
import org.plainsight.log.export.TileExport;

/** Over s3rver, a server that others wrote: it verifies every signed request and refuses what is signed falsely. */
class S3BucketTest {

    private static final Path SANDBOX = Path.of("sandbox");
    private static final String ACCOUNT = "S3RVER";
    private static final FilePlace.Kind TILE = new FilePlace.Kind("application/octet-stream", false);
    private static final FilePlace.Kind HEAD = new FilePlace.Kind("text/plain; charset=utf-8", true);

    @TempDir
    private static Path folder;

    private static Process server;
    private static URI address;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(SANDBOX.resolve("node_modules/@20minutes/s3rver")),
                "4 tests of the bucket were not run: no s3rver; run 'npm ci' in the folder sandbox");
        server = new ProcessBuilder("node", "src/test/resources/s3-server.cjs", SANDBOX.toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = String.valueOf(server.inputReader().readLine());
        assertThat(said).startsWith("port ");
        address = URI.create("http://127.0.0.1:" + said.substring("port ".length()) + "/bucket/");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.destroy();
        }
    }

    @Test
    void a_reader_by_the_specification_finds_the_whole_log_in_the_bucket() {
        TestLog world = new TestLog();
        S3Bucket bucket = bucket("log", ACCOUNT);
        TileExport export = new TileExport(world.log(), new PublishedTiles(world.store), bucket);
        for (int more : new int[] {3, 253, 400}) {
            world.append(more);
            world.start().run();
            assertThat(export.run()).isPositive();
            assertThat(export.run()).isZero();
            new TileReader(path -> bucket.read(path).orElseThrow(() -> new IOException("no " + path)))
                    .readAll(world.verifierKey().toString());
        }
    }

    @Test
    void a_request_signed_with_another_secret_is_refused_and_told() {
        S3Bucket stranger = bucket("stranger", "another secret");
        assertThatThrownBy(() -> stranger.write("checkpoint", new byte[] {1}, HEAD))
                .isInstanceOf(S3Bucket.BucketException.class)
                .hasMessageContaining("403");
        assertThat(bucket("stranger", ACCOUNT).read("checkpoint")).isEmpty();
    }

    @Test
    void a_tile_that_stands_is_never_replaced_and_a_checkpoint_is() {
        S3Bucket bucket = bucket("still", ACCOUNT);
        bucket.write("tile/0/x001/067.p/8", new byte[] {1, 2}, TILE);
        bucket.write("tile/0/x001/067.p/8", new byte[] {1, 2}, TILE);
        assertThatThrownBy(() -> bucket.write("tile/0/x001/067.p/8", new byte[] {1, 3}, TILE))
                .hasMessageContaining("other bytes");
        assertThat(bucket.read("tile/0/x001/067.p/8")).contains(new byte[] {1, 2});
        bucket.write("checkpoint", new byte[] {1}, HEAD);
        bucket.write("checkpoint", new byte[] {2}, HEAD);
        assertThat(bucket.read("checkpoint")).contains(new byte[] {2});
    }

    @Test
    void a_tile_that_another_wrote_meanwhile_is_left_to_the_server_and_compared() throws IOException {
        List<String> asked = new ArrayList<>();
        List<Integer> answers = new ArrayList<>(List.of(404, 412, 200, 404, 412, 200));
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            String condition = Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-None-Match"))
                    .orElse("");
            asked.add((exchange.getRequestMethod() + " " + condition).strip());
            exchange.getRequestBody().readAllBytes();
            byte[] body = "theirs".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.removeFirst(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            S3Bucket bucket = new S3Bucket(
                    URI.create("http://127.0.0.1:" + other.getAddress().getPort()),
                    "us-east-1",
                    ACCOUNT,
                    ACCOUNT,
                    Clock.systemUTC());
            bucket.write("tile/0/000", "theirs".getBytes(StandardCharsets.UTF_8), TILE);
            assertThatThrownBy(() -> bucket.write("tile/0/000", new byte[] {1}, TILE))
                    .hasMessageContaining("other bytes");
        } finally {
            other.stop(0);
        }
        assertThat(asked).containsExactly("GET", "PUT *", "GET", "GET", "PUT *", "GET");
    }

    private static S3Bucket bucket(String prefix, String secret) {
        return new S3Bucket(address.resolve(prefix), "us-east-1", ACCOUNT, secret, Clock.systemUTC());
    }
}
