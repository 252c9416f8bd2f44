package org.plainsight.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.adversary.Victims;
import org.plainsight.liabilities.proof.Complaint;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.proof.ProofTile;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.PostgresResource;

/** The page "check my balance" with the files that customers bring; the log's answers are those of a sample log. */
@QuarkusTest
@TestProfile(SampleProfile.class)
@QuarkusTestResource(PostgresResource.class)
class CheckPageTest {

    private static final int CUSTOMER = 7;
    private static final String CAPABILITY = "5e".repeat(32);

    @TempDir
    static Path temporary;

    private static Victims victims;

    @TestHTTPResource("/")
    URI base;

    private Browser browser;

    @BeforeAll
    static void build() throws IOException {
        victims = Victims.build(temporary);
    }

    @BeforeEach
    void open() {
        browser = Browser.at(base);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static Map<String, byte[]> files() {
        byte[] good = victims.file(CUSTOMER);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("good", good);
        files.put(
                "tampered",
                text(good).replaceFirst("\"amount\":\"", "\"amount\":\"1").getBytes(StandardCharsets.UTF_8));
        files.put("foreign", victims.file(CUSTOMER + 1));
        files.put("truncated", Arrays.copyOf(good, good.length / 2));
        files.put("old", victims.oldFile(CUSTOMER));
        return files;
    }

    @Test
    void every_kind_of_file_gets_its_verdict_on_phones_and_desks() {
        Map<String, String> verdicts = Map.of(
                "good", "valid", "tampered", "invalid", "foreign", "invalid", "truncated", "invalid", "old", "invalid");
        Map<String, String> failing = Map.of(
                "tampered",
                "Your Bitcoin",
                "foreign",
                "Your Bitcoin",
                "truncated",
                "The file",
                "old",
                "The public log");
        for (int width : new int[] {360, 1280}) {
            files().forEach((name, file) -> {
                try (Browser.Tab tab = browser.tab(width, width == 360 ? ColorScheme.LIGHT : ColorScheme.DARK)) {
                    Page page = open(tab, "/check");
                    page.setInputFiles("#proof-file", new FilePayload("proof.json", "application/json", file));
                    type(page);
                    page.click("#check-button");
                    assertThat(verdict(page)).as(name).isEqualTo(verdicts.get(name));
                    if (!name.equals("good")) {
                        String failed = page.locator("#steps li:has(summary .badge.invalid)")
                                .first()
                                .textContent();
                        assertThat(failed).as(name).contains(failing.get(name)).contains("What to do");
                    }
                    tab.inspect("check-" + name + "-" + width);
                }
            });
        }
    }

    @Test
    void a_link_brings_the_proof_and_the_keyboard_is_enough_with_three_keys_beside_the_words() {
        try (Browser.Tab tab = browser.tab(360, ColorScheme.LIGHT)) {
            Page page = open(tab, "/check#proof=/proofs/" + CAPABILITY);
            page.waitForSelector("#uid:focus");
            CustomerIdentity c = Victims.customer(CUSTOMER);
            page.keyboard().type(c.uid());
            page.keyboard().press("Tab");
            page.keyboard().type(c.email());
            page.keyboard().press("Tab");
            page.keyboard().type(c.phrase());
            page.keyboard().press("Enter");
            assertThat(verdict(page)).isEqualTo("valid");
            assertThat(page.locator("#balances tbody tr").count()).isEqualTo(3);
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("verdict");
            assertThat(page.getAttribute("#verdict", "aria-live")).isEqualTo("assertive");
            assertThat(page.locator("#steps details dl.facts").first().isVisible())
                    .isFalse();
        }
    }

    @Test
    void a_link_to_the_tiles_asks_for_nothing_that_names_the_customer() {
        Hash32 capability = Hash32.sha256("customer".getBytes(StandardCharsets.UTF_8));
        ProofTile tile = new ProofTile();
        SnapshotId snapshot = new SnapshotId(victims.snapshot());
        tile.add(ProofTile.name(capability), ProofTile.seal(snapshot, capability, victims.unlogged(CUSTOMER)));
        StringBuilder asked = new StringBuilder();
        try (Browser.Tab tab = browser.tab(360, ColorScheme.DARK)) {
            Page page = tab.page();
            page.onRequest(request -> asked.append(request.url()));
            String folder = "**/snapshots/" + snapshot + "/tiles/";
            page.route(folder + "index.json", route -> answer(route, "{\"bits\":0,\"v\":1}"));
            page.route(
                    folder + "0",
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(200).setBodyBytes(tile.toBytes())));
            open(tab, "/check#" + snapshot + "." + capability);
            type(page);
            page.click("#check-button");
            assertThat(verdict(page)).isEqualTo("valid");
            assertThat(asked.toString())
                    .doesNotContain(
                            capability.toHex(), ProofTile.name(capability).toHex());
        }
    }

    @Test
    void nothing_is_filled_in_and_nothing_that_was_typed_is_sent_or_kept() {
        try (Browser.Tab tab = browser.tab(1280, ColorScheme.LIGHT)) {
            StringBuilder asked = new StringBuilder();
            Page page = open(tab, "/check#proof=/proofs/" + CAPABILITY);
            for (String field : new String[] {"#uid", "#email", "#phrase"}) {
                assertThat(page.inputValue(field)).isEmpty();
                assertThat(page.getAttribute(field, "autocomplete")).isEqualTo("off");
            }
            page.onRequest(request ->
                    asked.append(request.url()).append(request.postData()).append('\n'));
            type(page);
            page.click("#check-button");
            assertThat(verdict(page)).isEqualTo("valid");
            CustomerIdentity c = Victims.customer(CUSTOMER);
            assertThat(asked.toString())
                    .contains(CAPABILITY)
                    .doesNotContain(c.email(), "example.com", c.digest().toHex());
            assertThat(page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length"))
                    .isEqualTo(0);
        }
    }

    @Test
    void a_withdrawn_snapshot_says_so_beside_the_result() {
        try (Browser.Tab tab = browser.tab(360, ColorScheme.DARK)) {
            Page page = open(tab, "/check#proof=/proofs/" + CAPABILITY);
            page.route("**/state.json", route -> answer(route, "{\"state\":\"withdrawn\"}"));
            type(page);
            page.click("#check-button");
            assertThat(verdict(page)).isEqualTo("valid");
            assertThat(page.textContent("#notes")).contains("Withdrawn").contains("1 January 2026");
            tab.inspect("check-withdrawn-360");
        }
    }

    @Test
    void a_token_goes_by_the_name_that_the_exchange_gives_it_beside_its_whole_id() {
        ProofFile proof = ProofCodec.read(victims.file(CUSTOMER));
        String token = proof.assets().stream()
                .map(asset -> asset.asset().toString())
                .filter(asset -> asset.contains("/erc20:"))
                .findFirst()
                .orElseThrow();
        try (Browser.Tab tab = browser.tab(360, ColorScheme.LIGHT)) {
            Page page = open(tab, "/check#proof=/proofs/" + CAPABILITY);
            page.route(
                    "**/assets.jsonl",
                    route -> answer(
                            route,
                            "{\"id\":\"swift:0/x:y\",\"symbol\":\"USDX\",\"representations\":[{\"asset\":\"" + token
                                    + "\"}]}\n"));
            type(page);
            page.click("#check-button");
            assertThat(verdict(page)).isEqualTo("valid");
            assertThat(page.locator("#balances tbody tr", new Page.LocatorOptions().setHasText(token))
                            .textContent())
                    .contains("USDX");
        }
    }

    @Test
    void without_the_log_the_answer_is_not_everything_could_be_checked() {
        try (Browser.Tab tab = browser.tab(360, ColorScheme.LIGHT)) {
            Page page = open(tab, "/check#proof=/proofs/" + CAPABILITY);
            page.route(
                    "**/log/entries/**",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setStatus(200)
                            .setBody("{}")
                            .setContentType("text/plain")));
            type(page);
            page.click("#check-button");
            assertThat(verdict(page)).isEqualTo("invalid");
            page.route("**/log/entries/**", Route::abort);
            page.click("#check-button");
            page.waitForSelector("#verdict[data-verdict=inconclusive]");
            assertThat(page.textContent("#steps")).contains("The public log could not be reached.");
        }
    }

    @Test
    void the_offline_file_checks_from_the_disk_and_its_digest_is_the_one_that_is_shown()
            throws IOException, InterruptedException {
        HttpResponse<byte[]> download = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(base.resolve("/verify/plainsight-check.html"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.body().length).isLessThan(200_000);
        Path file = temporary.resolve("check.html");
        Files.write(file, download.body());
        try (Browser.Tab tab = browser.tab(360, ColorScheme.LIGHT)) {
            Page page = tab.open("/check");
            assertThat(page.textContent("main"))
                    .contains(Hash32.sha256(download.body()).toHex());
        }
        try (Browser.Tab tab = browser.offline(360)) {
            Page page = tab.page();
            page.navigate(file.toUri().toString());
            assertThat(page.inputValue("#log-key")).isNotEmpty();
            page.evaluate(
                    "key => { document.getElementById('log-key').value = key }",
                    victims.log().key().toString());
            page.setInputFiles(
                    "#proof-file", new FilePayload("proof.json", "application/json", victims.file(CUSTOMER)));
            type(page);
            page.click("#check-button");
            assertThat(verdict(page)).isEqualTo("valid");
            tab.inspect("check-offline-360");
        }
    }

    @Test
    void enrolling_makes_phrase_and_digest_in_the_browser_and_sends_neither() {
        try (Browser.Tab tab = browser.tab(360, ColorScheme.LIGHT)) {
            StringBuilder asked = new StringBuilder();
            Page page = tab.open("/enrol");
            page.onRequest(request -> asked.append(request.url()).append(request.postData()));
            page.fill("#uid", "100200300");
            page.fill("#email", " Alice@Example.com");
            String phrase = page.inputValue("#phrase");
            assertThat(phrase).matches("([0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}");
            page.click("#enrol-button");
            page.waitForSelector("#digest:not(:empty)");
            assertThat(page.textContent("#digest"))
                    .isEqualTo(new CustomerIdentity("100200300", "alice@example.com", phrase)
                            .digest()
                            .toHex());
            assertThat(asked.toString())
                    .doesNotContainIgnoringCase("alice", "100200300", phrase, page.textContent("#digest"));
            tab.inspect("enrol-360");
        }
        try (Browser.Tab tab = browser.tab(1280, ColorScheme.DARK)) {
            tab.open("/enrol");
            tab.inspect("enrol-1280");
        }
    }

    @Test
    void a_failed_check_offers_a_complaint_that_holds_no_word_of_who_the_customer_is() throws IOException {
        try (Browser.Tab tab = browser.tab(1280, ColorScheme.LIGHT)) {
            Page page = open(tab, "/check");
            page.setInputFiles("#proof-file", new FilePayload("p.json", "application/json", files().get("tampered")));
            type(page);
            page.click("#check-button");
            assertThat(verdict(page)).isEqualTo("invalid");
            Path saved = page.waitForDownload(() -> page.click("text=Save the complaint file"))
                    .path();
            String complaint = Files.readString(saved);
            CustomerIdentity c = Victims.customer(CUSTOMER);
            assertThat(complaint)
                    .doesNotContain(c.email(), c.phrase(), c.digest().toHex());
            assertThat(Complaint.read(complaint.getBytes(StandardCharsets.UTF_8))
                            .proof()
                            .assets())
                    .hasSize(3);
        }
    }

    /** The page as it is, over a log and a proof of the sample. */
    private Page open(Browser.Tab tab, String path) {
        Page page = tab.page();
        ProofFile.LogReceipt receipt = victims.receipt();
        page.route("**/proofs/" + CAPABILITY, route -> answer(route, text(victims.file(CUSTOMER))));
        page.route("**/log/verifier-key", route -> answer(route, victims.log().key() + "\n"));
        page.route("**/log/entries/" + receipt.index(), route -> answer(route, receipt.entry()));
        page.route("**/log/entries/" + receipt.index() + "/receipt", route -> answer(route, receipt.receipt()));
        page.route(
                "**/state.json",
                route -> answer(route, "{\"state\":\"published\",\"logIndex\":" + receipt.index() + "}"));
        return tab.open(path);
    }

    private static void answer(Route route, String body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(200)
                .setContentType("text/plain; charset=utf-8")
                .setBody(body));
    }

    private static void type(Page page) {
        CustomerIdentity c = Victims.customer(CUSTOMER);
        page.fill("#uid", c.uid());
        page.fill("#email", c.email());
        page.fill("#phrase", c.phrase());
    }

    private static String verdict(Page page) {
        page.waitForSelector("#verdict:is([data-verdict=valid], [data-verdict=invalid], [data-verdict=inconclusive])");
        return page.getAttribute("#verdict", "data-verdict");
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }
}
