package org.plainsight.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.testing.PostgresResource;

@QuarkusTest
@TestProfile(SampleProfile.class)
@QuarkusTestResource(PostgresResource.class)
class PagesInTheBrowserTest {

    private static final int PHONE = 360;
    private static final int DESK = 1280;

    @TestHTTPResource("/")
    URI base;

    @Inject
    SampleExchange exchange;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.at(base);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "/");
        pages.put("addresses", "/addresses");
        pages.put("addresses-changes", "/addresses/changes?since=2020-01-01");
        pages.put("addresses-none", "/addresses?q=0x0000000000000000000000000000000000000001");
        pages.put("address", "/addresses/" + SampleClaims.BTC_HOT);
        pages.put("address-evm", "/addresses/" + SampleClaims.EVM_HOT);
        pages.put("address-not-ours", "/addresses/" + SampleClaims.STRANGER);
        pages.put("corrections", "/corrections");
        pages.put("snapshots", "/snapshots");
        pages.put("snapshot", "/snapshots/" + exchange.newestSnapshot().orElseThrow());
        pages.put("check", "/check");
        pages.put("incidents", "/incidents");
        pages.put("log-earlier", "/log?before=5");
        pages.put("log", "/log");
        pages.put("verify", "/verify");
        pages.put("login", "/login");
        pages.put("events", "/events");
        pages.put("watch", "/watch");
        pages.put("receipt", "/receipt");
        pages.put("enrol", "/enrol");
        pages.put("lists", "/lists");
        pages.put("providers", "/incidents/providers");
        pages.put("not-found", "/no/such/page");
        return pages;
    }

    @Test
    void every_page_is_sound_on_phones_and_desks_in_light_and_dark() {
        for (int width : new int[] {PHONE, DESK}) {
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                try (Browser.Tab tab = browser.tab(width, scheme)) {
                    pages().forEach((name, path) -> {
                        if (name.equals("not-found")) {
                            return;
                        }
                        tab.open(path);
                        tab.inspect(name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
                    });
                }
            }
        }
    }

    @Test
    void every_page_has_words_for_having_nothing_to_show() {
        exchange.empty();
        try (Browser.Tab tab = browser.tab(PHONE, ColorScheme.LIGHT)) {
            for (String path : List.of("/", "/addresses", "/corrections", "/snapshots", "/log", "/verify")) {
                Page page = tab.open(path);
                if (!path.equals("/verify")) {
                    assertThat(page.locator(".empty").count()).as(path).isPositive();
                }
                tab.inspect("empty" + path.replace('/', '-'));
            }
        } finally {
            exchange.fill();
        }
    }

    @Test
    void the_keyboard_reaches_the_content_and_every_link_in_order() {
        try (Browser.Tab tab = browser.tab(DESK, ColorScheme.LIGHT)) {
            Page page = tab.open("/");
            page.keyboard().press("Tab");
            assertThat(focused(page)).isEqualTo("Skip to the content");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(focused(page)).isEqualTo("Check my balance");
        }
        try (Browser.Tab tab = browser.tab(DESK, ColorScheme.LIGHT)) {
            Page page = tab.open("/");
            List<String> order = new ArrayList<>();
            for (int i = 0; i < 11; i++) {
                page.keyboard().press("Tab");
                order.add(focused(page));
            }
            assertThat(order)
                    .containsSubsequence(
                            "Plainsight localhost", "Overview", "Addresses", "Snapshots", "Log", "Check my balance");
        }
    }

    @Test
    void the_filter_stands_in_the_url_and_finds_whole_addresses_only() {
        try (Browser.Tab tab = browser.tab(DESK, ColorScheme.LIGHT)) {
            Page page = tab.open("/addresses");
            page.selectOption("#role", "deposit");
            page.click("text=Show");
            assertThat(page.url()).contains("role=deposit");
            assertThat(page.locator("caption").first().textContent()).contains("120 claims; 1 to 50 shown");
            page.click("a[rel=next]");
            assertThat(page.url()).contains("role=deposit").contains("page=2");
            page = tab.open("/addresses?q=" + SampleClaims.EVM_HOT.address());
            assertThat(page.locator("table.addresses tbody tr").count()).isEqualTo(1);
            page = tab.open("/addresses?q=" + SampleClaims.EVM_HOT.address().substring(0, 12));
            assertThat(page.locator("table.addresses").count()).isZero();
        }
    }

    @Test
    void text_of_others_is_shown_as_text() {
        try (Browser.Tab tab = browser.tab(DESK, ColorScheme.LIGHT)) {
            Page page = tab.open("/corrections");
            assertThat(page.locator("main").textContent()).contains("<b>Hot</b>");
            assertThat(page.locator("main b").count()).isZero();
        }
    }

    @Test
    void who_prepared_a_publication_cannot_approve_it_and_somebody_else_can() {
        try (Browser.Tab alice = browser.tab(DESK, ColorScheme.LIGHT);
                Browser.Tab bob = browser.tab(PHONE, ColorScheme.LIGHT)) {
            signIn(alice, "alice");
            alice.inspect("staff-1280-light");
            alice.page().click("text=Prepare publication");
            assertThat(alice.page().locator("main").textContent()).contains("You prepared this.");
            int refused = (int)
                    alice.page().evaluate("path => fetch(path, {method: 'POST'}).then(r => r.status)", approval());
            assertThat(refused).isEqualTo(403);
            signIn(bob, "bob");
            bob.inspect("staff-360-light");
            bob.page().click("text=Approve and publish");
            assertThat(bob.page().locator("main").textContent()).contains("waits for the chains");
        } finally {
            exchange.empty();
            exchange.fill();
        }
    }

    @Test
    void nobody_sees_the_staff_page_without_signing_in() {
        try (Browser.Tab tab = browser.tab(DESK, ColorScheme.LIGHT)) {
            Page page = tab.open("/staff");
            assertThat(page.url()).endsWith("/login");
        }
    }

    private static void signIn(Browser.Tab tab, String name) {
        Page page = tab.open("/staff");
        page.fill("#name", name);
        page.fill("#password", SampleProfile.PASSWORD);
        page.click("button[type=submit]");
        assertThat(page.locator("h1").textContent()).isEqualTo("Staff");
    }

    private String approval() {
        return "/staff/publications/" + SampleSnapshots.STAGED + "/approve";
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("document.activeElement.textContent"))
                .strip();
    }
}
