package org.plainsight.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plainsight.app.process.PortalProcess.await;
import static org.plainsight.app.process.PortalProcess.get;
import static org.plainsight.app.process.PortalProcess.post;
import static org.plainsight.app.process.PortalProcess.text;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.SignedNote;
import org.plainsight.testing.Runs;

/**
 * The main job of the built program, killed at every step of it, then read from outside; afterwards the chains under the
 * published snapshot misbehave. One demo, in the order of the tests.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledDemoIT {
    private static final int REORG_DEPTH = 10;
    private static final String SOMEBODY = "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn";
    private static final Pattern SNAPSHOT = Pattern.compile("/snapshots/([0-9a-f]{32})");

    /** What the demo says when a step begins, and how long after it the kill may come. */
    private record Moment(String said, int withinMillis) {}

    private static final List<Moment> MOMENTS = List.of(
            new Moment("bringing them up to date", 2_000),
            new Moment("Starting the portal", 3_000),
            new Moment("Importing the address registry", 400),
            new Moment("Importing sample lists", 400),
            new Moment("Building the liabilities trees", 400),
            new Moment("building trees", 300),
            new Moment("second path, trees", 800),
            new Moment("Publishing, as soon as", 5_000));

    /** Sizes and roots that some reader saw under a signature. */
    private static final Map<Long, Hash32> SEEN = new LinkedHashMap<>();

    private static final long SEED = Long.getLong("plainsight.seed", System.nanoTime());
    private static final int PORT = PortalProcess.freePort();
    private static final String SITE = "http://127.0.0.1:" + PORT;

    @TempDir
    private static Path folder;

    private static PortalProcess demo;
    private static String snapshot;

    @BeforeAll
    static void the_moments_of_this_run_can_be_had_again() {
        System.out.println("moments of the kills: -Dplainsight.seed=" + SEED);
    }

    @AfterAll
    static void end() {
        demo.close();
    }

    @Test
    @Order(1)
    void killed_at_each_step_of_the_main_job_the_next_run_goes_on_and_one_snapshot_is_published() {
        Random random = new Random(SEED);
        for (int round = 0; round < Runs.count(1, 5); round++) {
            for (Moment moment : MOMENTS) {
                demo = startDemo(Map.of());
                killAt(moment, random);
            }
        }
        demo = startDemo(Map.of());
        demo.awaitLine(line -> line.startsWith("Plainsight is at"));

        String list = page("/snapshots");
        Matcher found = SNAPSHOT.matcher(list);
        assertThat(found.find()).as("a published snapshot on %s", list).isTrue();
        snapshot = found.group(1);
        assertThat(found.results().map(match -> match.group(1))).allMatch(snapshot::equals);
        assertThat(page("/snapshots/" + snapshot)).contains("100,000");
    }

    @Test
    @Order(2)
    void every_head_that_a_reader_saw_before_a_kill_is_a_prefix_of_the_log_after_it() {
        look();
        assertThat(SEEN).isNotEmpty();
        long newest = SEEN.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
        List<Hash32> leaves = new ArrayList<>();
        for (long index = 0; index < newest; index++) {
            leaves.add(LogTree.leafHash(get(SITE + "/log/entries/" + index).orElseThrow()));
        }
        SEEN.forEach((size, root) -> assertThat(LogTree.root(leaves.subList(0, Math.toIntExact(size))))
                .as("the root of the first %s entries", size)
                .isEqualTo(root));
    }

    @Test
    @Order(3)
    void a_reader_with_nodes_finds_everything_in_agreement_afterwards() {
        assertThat(recheck(SITE)).isZero();
    }

    @Test
    @Order(4)
    void a_portal_restored_from_a_readers_mirror_has_the_same_root_the_same_pages_and_the_same_feed() throws Exception {
        importAnothersList();
        try (RestoredPortal restored = RestoredPortal.of(folder, SITE)) {
            for (String path : RestoredPortal.paths(snapshot, page("/addresses"))) {
                await(
                        "the same " + path,
                        () -> restored.page(path).equals(RestoredPortal.comparable(path, page(path))));
            }
            assertThat(page("/log/checkpoint"))
                    .contains(PortalProcess.text(restored.site() + "/log/checkpoint")
                            .orElseThrow());
            assertThat(recheck(restored.site())).isZero();
        }
    }

    /** Comes with its findings in the log, so a mirror has both. */
    private static void importAnothersList() throws Exception {
        Path list = folder.resolve("htx_por_20260101.csv");
        Files.writeString(
                list,
                "coin,address,snapshot height,balance,message,signature\nETH,0x%s,7,1.5,-,-\n"
                        .formatted("12".repeat(20)));
        String page;
        try (PortalProcess command = PortalProcess.start(folder, Map.of(), "lists", "import", list.toString())) {
            assertThat(command.awaitEnd()).as(command.output()).isZero();
            page = "/lists/" + command.output().replaceAll("(?s).*: list ([0-9]+) of HTX.*", "$1");
        }
        await("the findings in the log", () -> page(page).contains("/receipt"));
        String receipt = page(page).replaceAll("(?s).*(/log/entries/[0-9]+/receipt).*", "$1");
        await("their checkpoint", () -> get(SITE + receipt).isPresent());
    }

    @Test
    @Order(5)
    void reorganisations_of_two_chains_under_the_snapshot_change_nothing_published_and_are_told() throws Exception {
        String state = page("/snapshots/" + snapshot + "/state.json");
        String holdings = page("/snapshots/" + snapshot + "/holdings.json");
        long height = Long.parseLong(bitcoin("getblockcount", ""));
        bitcoin("invalidateblock", bitcoin("getblockhash", Long.toString(height - REORG_DEPTH + 1)));
        bitcoin("generatetoaddress", REORG_DEPTH + 2 + ",\"" + SOMEBODY + "\"");

        int allButGenesis = Integer.decode(evm("eth_blockNumber", "")) - 1;
        evm("anvil_reorg", allButGenesis + ",[]");

        await("the stop of the Bitcoin follower", () -> health().contains("accept-reorg-to"));
        await("the stop of the EVM follower", () -> evmStop().isPresent());
        await("both incidents", () -> page("/incidents").split("A chain was rewritten below finality", -1).length == 3);
        assertThat(page("/snapshots/" + snapshot + "/state.json")).isEqualTo(state);
        assertThat(page("/snapshots/" + snapshot + "/holdings.json")).isEqualTo(holdings);
        assertThat(page("/")).contains("Stale: Bitcoin regtest");
    }

    @Test
    @Order(6)
    void after_a_person_has_looked_following_goes_on_over_the_branch_they_named() {
        String accepted = bitcoin("getbestblockhash", "");
        assertThat(demo.stop()).isNotNegative();
        // the EVM node comes back with the chain that was final, and still somebody has to say so
        demo = startDemo(
                Map.of("PLAINSIGHT_BITCOIN_ACCEPT_REORG_TO", accepted, "PLAINSIGHT_EVM_LOCAL_31337_RESUME", "true"));
        demo.awaitLine(line -> line.startsWith("Plainsight is at"));

        await("a fresh Bitcoin figure", () -> !page("/").contains("Stale: Bitcoin regtest"));
        await("a fresh EVM figure", () -> evmStop().isEmpty() && !page("/").contains("Stale: EVM chain 31337"));
        long before = evmHeight();
        await("the next EVM block", () -> evmHeight() > before);
        assertThat(demo.output()).contains("The snapshot of before stands: " + snapshot);
    }

    @Test
    @Order(7)
    void with_one_node_off_its_figures_are_stale_and_the_other_chains_go_on() {
        demo.descendants().stream()
                .filter(node -> node.info().commandLine().orElse("").contains("--chain-id 31338"))
                .forEach(ProcessHandle::destroyForcibly);

        await("the stale mark", () -> page("/").contains("Stale: EVM chain 31338"));
        long before = evmHeight();
        await("the next block of the other chain", () -> evmHeight() > before);
        assertThat(page("/")).doesNotContain("Stale: EVM chain 31337");
    }

    @Test
    @Order(8)
    void stopped_it_leaves_no_process_and_begun_afresh_it_forgets_what_was() throws Exception {
        List<ProcessHandle> started = demo.descendants();
        assertThat(started).isNotEmpty();
        demo.stop();
        await("the end of everything it started", () -> started.stream().noneMatch(ProcessHandle::isAlive));
        Path database = folder.resolve(".plainsight/demo/postgres");
        assertThat(Files.exists(database)).isTrue();

        demo = startDemo(Map.of(), "--fresh");
        demo.awaitLine(line -> line.startsWith("Plainsight is at"));
        assertThat(page("/snapshots")).contains("/snapshots/").doesNotContain(snapshot);
    }

    private static PortalProcess startDemo(Map<String, String> environment, String... further) {
        List<String> words = new ArrayList<>(List.of("demo", "--port", Integer.toString(PORT)));
        words.addAll(List.of(further));
        return PortalProcess.start(folder, environment, words.toArray(String[]::new));
    }

    /** Waits for the step, or for the end of the job where an earlier life did that step; a reader looks all the while. */
    private static void killAt(Moment moment, Random random) {
        AtomicBoolean killed = new AtomicBoolean();
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!killed.get()) {
                look();
            }
        });
        demo.awaitLine(line -> line.contains(moment.said()) || line.startsWith("Plainsight is at"));
        try {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(moment.withinMillis()));
            demo.kill();
            killed.set(true);
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void look() {
        get(SITE + "/log/checkpoint")
                .map(body -> Checkpoint.parse(SignedNote.parse(body).text()))
                .filter(head -> head.size() > 0)
                .ifPresent(head -> assertThat(SEEN.putIfAbsent(head.size(), head.root()))
                        .as("another root of size %s", head.size())
                        .isIn(null, head.root()));
    }

    /** The exit code of a reader's own process. */
    private static int recheck(String site) {
        String command = demo.awaitLine(line -> line.contains("./plainsight recheck"));
        String[] words = command.substring(command.indexOf("recheck"))
                .replaceFirst(
                        "(https?://[^: ]+):[0-9]+", "$1:" + URI.create(site).getPort())
                .split(" ");
        try (PortalProcess reader = PortalProcess.start(folder, Map.of(), words)) {
            int code = reader.awaitEnd();
            assertThat(code).as(reader.output()).isZero();
            return code;
        }
    }

    private static String page(String path) {
        byte[] body = get(SITE + path).orElseThrow(() -> new AssertionError("no answer for " + path));
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String health() {
        return text(SITE + "/q/health").orElse("");
    }

    private static long evmHeight() {
        Matcher height = Pattern.compile("\"eip155:31337\": \"block ([0-9]+)").matcher(health());
        return height.find() ? Long.parseLong(height.group(1)) : -1;
    }

    /** Why the first EVM chain is not followed. */
    private static Optional<String> evmStop() {
        Matcher stop = Pattern.compile("\"eip155:31337\": \"[^\"]*(Following stopped[^\"]*)")
                .matcher(health());
        return stop.find() ? Optional.of(stop.group(1)) : Optional.empty();
    }

    /** A call of the demo's Bitcoin node; a text is quoted, numbers and lists are taken as they are. */
    private static String bitcoin(String method, String parameters) {
        String list = parameters.matches("[0-9a-f]{64}") ? '"' + parameters + '"' : parameters;
        return rpc("--bitcoin", method, list);
    }

    private static String evm(String method, String parameters) {
        return rpc("--evm", method, parameters);
    }

    private static String rpc(String option, String method, String parameters) {
        String command = demo.awaitLine(line -> line.contains("./plainsight recheck"));
        Matcher node = Pattern.compile(option + " (\\S+)").matcher(command);
        assertThat(node.find()).isTrue();
        Optional<byte[]> answer = post(
                node.group(1),
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + parameters + "]}");
        Matcher result = Pattern.compile("\"result\":\"?([^,\"]*)")
                .matcher(new String(answer.orElseThrow(), StandardCharsets.UTF_8));
        assertThat(result.find()).isTrue();
        return result.group(1);
    }
}
