package org.plainsight.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.log.TestLog;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.SigningKey;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.TestReceipts;

/** What a reader's browser finds out about a log, honest and forked, and about a receipt. */
@QuarkusTest
@TestProfile(SampleProfile.class)
@QuarkusTestResource(PostgresResource.class)
class LogInTheBrowserTest {

    private static final Pattern SHOWN =
            Pattern.compile("(<pre id=\"checkpoint\"[^>]*data-key=\")[^\"]*(\"[^>]*>)[^<]*(</pre>)");

    @TestHTTPResource("/")
    URI base;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.at(base);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void a_log_that_grew_is_confirmed_and_a_forked_one_shows_two_signed_heads_and_offers_them() throws IOException {
        TestLog honest = new TestLog();
        TestLog forked = honest.sameKey();
        try (Browser.Tab tab = browser.tab(360, ColorScheme.LIGHT)) {
            serve(tab.page(), honest, "entry ", 5);
            assertThat(outcome(tab)).isEqualTo("note");
            serve(tab.page(), honest, "entry ", 300);
            assertThat(outcome(tab)).isEqualTo("ok");
            String kept = honest.store.head().orElseThrow().note();
            tab.inspect("log-grew-360");

            serve(tab.page(), forked, "other ", 400);
            assertThat(outcome(tab)).isEqualTo("error");
            String shown = forked.store.head().orElseThrow().note();
            Page page = tab.page();
            assertThat(page.locator("#kept-head pre").allTextContents()).containsExactly(kept, shown);
            assertThat(page.locator("#kept-head").textContent()).contains("contradicts what it showed you before");
            Download file = page.waitForDownload(() -> page.click("#kept-head a.button"));
            assertThat(Files.readString(file.path())).isEqualTo(kept + "\n" + shown);
            for (String head : List.of(kept, shown)) {
                assertThat(SignedNote.parse(head).verify(List.of(honest.verifierKey())))
                        .isInstanceOf(NoteVerification.Verified.class);
            }
            tab.inspect("log-forked-360");
        }
    }

    @Test
    void a_log_set_back_and_one_under_another_key_are_shown_with_both_heads() {
        TestLog honest = new TestLog();
        TestLog shorter = honest.sameKey();
        TestLog stranger = new TestLog();
        for (TestLog cheating : List.of(shorter, stranger)) {
            try (Browser.Tab tab = browser.tab(1280, ColorScheme.DARK)) {
                serve(tab.page(), honest, "entry ", 20);
                assertThat(outcome(tab)).isEqualTo("note");
                serve(tab.page(), cheating, "entry ", 10);
                assertThat(outcome(tab)).isEqualTo("error");
                assertThat(tab.page().locator("#kept-head pre").count()).isEqualTo(2);
                // what was kept stays kept: the next visit tells it again
                assertThat(outcome(tab)).isEqualTo("error");
                tab.inspect("log-set-back-1280");
            }
        }
    }

    @Test
    void a_receipt_with_the_readers_witnesses_holds_and_every_other_one_says_why_not() {
        TestReceipts log = new TestReceipts();
        SigningKey witness = TestReceipts.key("witness.example/w");
        String policy = TestReceipts.policy(witness);
        String stranger = new TestReceipts().logKey();
        String key = log.logKey();
        String good = log.receipt(3, witness);
        String alone = log.receipt(3);
        SigningKey impostor = TestReceipts.key("witness.example/w");
        for (int width : new int[] {360, 1280}) {
            try (Browser.Tab tab = browser.tab(width, width == 360 ? ColorScheme.LIGHT : ColorScheme.DARK)) {
                tab.open("/receipt");
                tab.inspect("receipt-empty-" + width);
                assertThat(check(tab, good, log.entry(3), key, policy, TestReceipts.document()))
                        .isEqualTo("ok");
                assertThat(steps(tab))
                        .contains("under a checkpoint of 7 entries, signed at 2026-11-24T10:00:00Z")
                        .contains("Cosigned as your policy demands, by w at 2026-11-24T10:00:00Z")
                        .contains("the file /p/3 that the statement names");
                tab.inspect("receipt-good-" + width);
                assertThat(check(tab, alone, log.entry(3), key, "", null)).isEqualTo("ok");
                assertThat(steps(tab)).contains("You demanded no witnesses");
                assertThat(check(tab, alone, log.entry(3), key, policy, null)).isEqualTo("error");
                assertThat(verdict(tab)).contains("Too few of the witnesses");
                tab.inspect("receipt-bad-" + width);
            }
        }
        try (Browser.Tab tab = browser.tab(360, ColorScheme.LIGHT)) {
            tab.open("/receipt");
            assertThat(check(tab, log.receipt(3, impostor), log.entry(3), key, policy, null))
                    .isEqualTo("error");
            assertThat(check(tab, good, log.entry(4), key, policy, null)).isEqualTo("error");
            assertThat(verdict(tab)).contains("not at that place");
            assertThat(check(tab, good, log.entry(3), stranger, policy, null)).isEqualTo("error");
            assertThat(verdict(tab)).contains("not signed by the log");
            assertThat(check(tab, good, log.entry(3), key, policy, new byte[] {1}))
                    .isEqualTo("error");
            assertThat(verdict(tab)).contains("does not name the file");
            assertThat(check(tab, good, log.entry(3), "nonsense", policy, null)).isEqualTo("error");
        }
    }

    @Test
    void a_link_beside_a_statement_brings_entry_and_receipt_to_the_check() {
        TestReceipts log = new TestReceipts();
        try (Browser.Tab tab = browser.tab(360, ColorScheme.LIGHT)) {
            Page page = tab.open("/log?before=5");
            page.route(
                    "**/log/entries/2/receipt",
                    route -> answer(route, log.receipt(2).getBytes(StandardCharsets.UTF_8)));
            page.route("**/log/entries/2", route -> answer(route, log.entry(2)));
            page.route(
                    Pattern.compile("://[^/]+/receipt(#.*)?$"),
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setResponse(route.fetch())
                            .setBody(route.fetch()
                                    .text()
                                    .replaceFirst(
                                            "(<textarea id=\"log-key\"[^>]*>)[^<]*",
                                            "$1" + Matcher.quoteReplacement(log.logKey())))));
            page.click("text=check it, entry 2");
            page.waitForSelector("#receipt-verdict[data-outcome]");
            assertThat(page.getAttribute("#receipt-verdict", "data-outcome")).isEqualTo("ok");
            assertThat(verdict(tab)).contains("Entry 2 of " + TestReceipts.ORIGIN);
        }
    }

    private void serve(Page page, TestLog log, String what, int size) {
        log.append(what, (int) (size - log.store.size()));
        log.start().run();
        String note = log.store.head().orElseThrow().note();
        page.unroute("**/log");
        page.unroute("**/log/consistency/**");
        page.route("**/log", route -> {
            Matcher html = SHOWN.matcher(route.fetch().text());
            assertThat(html.find()).isTrue();
            String served = html.replaceFirst(
                    Matcher.quoteReplacement(html.group(1) + log.verifierKey() + html.group(2) + note + html.group(3)));
            route.fulfill(new Route.FulfillOptions().setResponse(route.fetch()).setBody(served));
        });
        page.route("**/log/consistency/**", route -> {
            String[] words = route.request().url().split("/", -1);
            StringBuilder lines = new StringBuilder();
            log.log()
                    .consistency(Long.parseLong(words[words.length - 2]), Long.parseLong(words[words.length - 1]))
                    .forEach(hash -> lines.append(hash.base64()).append('\n'));
            answer(route, lines.toString().getBytes(StandardCharsets.UTF_8));
        });
    }

    private static void answer(Route route, byte[] body) {
        route.fulfill(new Route.FulfillOptions().setStatus(200).setBodyBytes(body));
    }

    private static String outcome(Browser.Tab tab) {
        Page page = tab.open("/log");
        page.waitForSelector("#kept-head[data-outcome]");
        return page.getAttribute("#kept-head", "data-outcome");
    }

    private static String check(
            Browser.Tab tab, String receipt, byte[] entry, String key, String policy, byte[] document) {
        Page page = tab.page();
        page.evaluate("document.getElementById('receipt-verdict').removeAttribute('data-outcome')");
        page.setInputFiles(
                "#receipt-file",
                new FilePayload("r.tlog-proof", "text/plain", receipt.getBytes(StandardCharsets.UTF_8)));
        page.setInputFiles("#entry-file", new FilePayload("e.json", "application/json", entry));
        page.setInputFiles(
                "#named-file",
                document == null
                        ? new FilePayload[0]
                        : new FilePayload[] {new FilePayload("document", "text/plain", document)});
        page.fill("#log-key", key);
        page.fill("#witness-policy", policy);
        page.click("#receipt-form button[type=submit]");
        page.waitForSelector("#receipt-verdict[data-outcome]");
        return page.getAttribute("#receipt-verdict", "data-outcome");
    }

    private static String steps(Browser.Tab tab) {
        return tab.page().locator("#receipt-steps").textContent();
    }

    private static String verdict(Browser.Tab tab) {
        return tab.page().locator("#receipt-verdict").textContent();
    }
}
