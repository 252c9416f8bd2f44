package org.plainsight.recheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.log.PublishedTiles;
import org.plainsight.log.TestLog;
import org.plainsight.log.export.TileExport;
import org.plainsight.log.store.PublicDirectory;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.SignedNote;
import org.plainsight.note.SigningKey;
import org.plainsight.note.VerifierKey;
import org.plainsight.testing.TestClaim;
import org.plainsight.testing.TestReceipts;
import org.plainsight.testing.TestSigner;
import picocli.CommandLine;

/** A reader who comes back: what {@code recheck --state} and {@code mirror} read, keep, and say of a log that misbehaves. */
class FollowedLogTest {

    private final TestSigner operator = TestSigner.operator();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    private TestLog world = new TestLog();
    private Path site = Path.of("");
    private HttpServer server = silent();
    private int claims;
    private String said = "";

    @BeforeEach
    void a_log_of_600_statements_is_served() throws IOException {
        site = folder.resolve("site");
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            Path file = site.resolve(path.substring(1));
            byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(Files.isRegularFile(file) ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        begin(world);
        grow(world, 599);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_later_run_reads_the_new_tiles_only_and_says_that_the_log_grew() throws IOException {
        assertAgrees();
        assertThat(asked).contains("/log/tile/entries/000", "/log/tile/entries/001", "/log/tile/0/000");
        grow(world, 300);
        asked.clear();
        assertAgrees();
        assertThat(said).contains("grew from the 600 entries you saw before");
        assertThat(asked)
                .contains("/log/tile/entries/002", "/log/tile/0/002", "/log/tile/entries/003.p/132")
                .doesNotContain("/log/tile/entries/000", "/log/tile/entries/001", "/log/tile/0/000", "/log/tile/0/001");
    }

    @Test
    void a_fork_is_told_and_both_signed_heads_are_written_into_one_file() throws IOException {
        assertAgrees();
        String kept = kept();
        TestLog forked = world.sameKey();
        claims = 1_000;
        begin(forked);
        grow(forked, 700);
        assertThat(recheck()).isEqualTo(1);
        assertThat(said).contains("rewritten or forked");
        assertThat(kept()).as("the evidence is not overwritten").isEqualTo(kept);
        assertThat(folder.resolve("state/log/checkpoint.two-heads"))
                .hasContent(kept + "\n" + Files.readString(site.resolve("log/checkpoint")));
    }

    @Test
    void a_log_set_back_is_told() throws IOException {
        assertAgrees();
        TestLog shorter = world.sameKey();
        claims = 0;
        begin(shorter);
        grow(shorter, 300);
        assertThat(recheck()).isEqualTo(1);
        assertThat(said).contains("had 600 entries when you last looked and has 301 now");
    }

    @Test
    void a_gap_below_the_checkpoint_is_told() throws IOException {
        Files.delete(site.resolve("log/tile/entries/001"));
        assertThat(recheck()).isEqualTo(1);
        assertThat(said).contains("has a gap below its own checkpoint");
    }

    @Test
    void a_missing_checkpoint_is_told_and_is_no_agreement() throws IOException {
        Files.delete(site.resolve("log/checkpoint"));
        assertThat(recheck()).isEqualTo(3);
        assertThat(said).contains("no checkpoint is shown");
    }

    @Test
    void a_checkpoint_more_than_a_day_old_and_one_dated_ahead_are_told() throws IOException {
        world.clock.advance(Duration.ofHours(26));
        assertThat(recheck()).isEqualTo(1);
        assertThat(said).contains("more than a day old");
        world.clock.advance(Duration.ofHours(-27));
        assertThat(recheck()).isEqualTo(1);
        assertThat(said).contains("dated ahead");
    }

    @Test
    void a_checkpoint_that_does_not_say_when_it_was_signed_is_not_called_fresh() throws IOException {
        Path checkpoint = site.resolve("log/checkpoint");
        List<String> lines = Files.readAllLines(checkpoint);
        Files.writeString(checkpoint, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
        assertThat(recheck()).isEqualTo(3);
        assertThat(said).contains("does not say when it was signed");
    }

    @Test
    void a_signature_by_a_key_the_reader_does_not_know_counts_for_nothing_until_the_policy_names_it()
            throws IOException {
        SigningKey witness = TestReceipts.key("witness.example/w");
        Path checkpoint = site.resolve("log/checkpoint");
        SignedNote note = SignedNote.parse(Files.readString(checkpoint));
        Files.writeString(
                checkpoint,
                note.with(List.of(new NoteSigner(witness.verifier(), witness::sign)
                                .cosign(Checkpoint.parse(note.text()), world.clock.instant())))
                        .toString());
        assertAgrees();
        assertThat(said)
                .contains("signatures by keys you do not know count for nothing here, of [witness.example/w]")
                .doesNotContain("cosigned");
        Path policy = Files.writeString(folder.resolve("policy"), TestReceipts.policy(witness));
        assertAgrees("--policy", policy.toString());
        assertThat(said).contains("cosigned as your policy demands, by [w]");
    }

    @Test
    void another_key_than_the_reader_holds_ends_the_check() throws IOException {
        VerifierKey stranger = TestReceipts.key(world.verifierKey().name()).verifier();
        assertThat(run("recheck", url(), "--state", state(), "--log-key", stranger.toString()))
                .isEqualTo(1);
        assertThat(said).contains("you hold " + stranger);
    }

    @Test
    void a_mirror_is_rechecked_alone_and_a_damaged_one_is_told_and_healed_by_the_next_run() throws IOException {
        String mirror = folder.resolve("mirror").toString();
        assertThat(run("mirror", url(), mirror, "--log-key", world.verifierKey().toString()))
                .isEqualTo(3);
        assertThat(said).contains("/log/witness-policy cannot be kept").contains("0 differ");
        asked.clear();
        assertThat(alone(mirror)).isZero();
        assertThat(asked).isEmpty();

        Path tile = folder.resolve("mirror/log/tile/entries/001");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[1_000] ^= 1;
        Files.write(tile, bytes);
        assertThat(alone(mirror)).isEqualTo(1);
        grow(world, 40);
        run("mirror", url(), mirror, "--log-key", world.verifierKey().toString());
        assertThat(alone(mirror)).isZero();
        assertThat(said).contains("640 entries hash to the signed root");
    }

    private int alone(String mirror) {
        return run(
                "recheck",
                mirror,
                "--domain",
                "portal.example",
                "--log-key",
                world.verifierKey().toString());
    }

    /** What is served here is a log, and no feed nor events made of it: they are all that could not be checked. */
    private void assertAgrees(String... options) {
        assertThat(recheck(options)).isEqualTo(3);
        assertThat(said)
                .contains("no feed is served", "no events are served")
                .contains("0 differ, 2 could not be made.");
    }

    private int recheck(String... options) {
        List<String> words = new ArrayList<>(List.of(
                "recheck",
                url(),
                "--state",
                state(),
                "--log-key",
                world.verifierKey().toString()));
        words.addAll(List.of(options));
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new Reader())
                .addSubcommand(new RecheckCommand(world.clock))
                .addSubcommand(new MirrorCommand(world.clock))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(words);
        said = out.toString();
        return code;
    }

    @CommandLine.Command(name = "plainsight")
    private static final class Reader {}

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String state() {
        return folder.resolve("state").toString();
    }

    private String kept() throws IOException {
        return Files.readString(folder.resolve("state/log/checkpoint"));
    }

    /** The operator's key, which every log begins with. */
    private void begin(TestLog log) {
        append(
                log,
                List.of(SignedStatement.sign(
                                new KeyStatement(SignerRole.OPERATOR, KeyStatement.Action.ADDED, operator.publicKey()),
                                operator)
                        .toEntry()));
    }

    private void grow(TestLog log, int count) throws IOException {
        append(
                log,
                IntStream.range(claims, claims + count)
                        .mapToObj(i -> SignedStatement.sign(claim(i), operator).toEntry())
                        .toList());
        claims += count;
        log.start().run();
        deleteTiles();
        new TileExport(log.log(), new PublishedTiles(log.store), new PublicDirectory(site.resolve("log"))).run();
        Files.writeString(site.resolve("log/verifier-key"), log.verifierKey() + "\n");
    }

    /** What a portal serves is of one log. */
    private void deleteTiles() throws IOException {
        if (Files.exists(site)) {
            try (var files = Files.walk(site)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void append(TestLog log, List<byte[]> entries) {
        log.store.inTransaction(() -> log.log().append(entries));
    }

    private static Attribution claim(int number) {
        return TestClaim.of(
                        "claim-" + number,
                        Instant.parse("2026-11-22T10:00:00Z"),
                        AccountId.parse("eip155:1:0x%040x".formatted(number + 1)),
                        Attribution.Claim.NOT_OWNED,
                        "Example")
                .build();
    }

    private static HttpServer silent() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
