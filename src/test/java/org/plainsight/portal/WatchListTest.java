package org.plainsight.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.plainsight.feed.job.LogEvents;

/** The pages of those who follow: events, one event, and the watch list that stays in the browser. */
@QuarkusTest
@TestProfile(SampleProfile.class)
class WatchListTest {

    @TestHTTPResource("/")
    URI base;

    @Inject
    LogEvents events;

    @Test
    void the_pages_of_events_are_sound_on_phones_and_desks_in_light_and_dark() {
        events.round();
        try (Browser browser = Browser.at(base)) {
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                int width = scheme == ColorScheme.LIGHT ? 360 : 1280;
                try (Browser.Tab tab = browser.tab(width, scheme)) {
                    for (String path : new String[] {"/events", "/events?kind=movement", "/events/1", "/watch"}) {
                        tab.open(path);
                        tab.inspect("follow" + path.replaceAll("[^a-z0-9]", "-") + "-" + width);
                    }
                }
            }
        }
    }

    @Test
    void a_watched_address_stays_in_the_browser_shows_what_is_new_and_is_saved_with_the_receipt() throws IOException {
        events.round();
        try (Browser browser = Browser.at(base);
                Browser.Tab tab = browser.tab(360, ColorScheme.LIGHT)) {
            Page page = tab.open("/watch");
            page.locator("#address").fill(SampleClaims.STRANGER.toString());
            page.locator("#add button").click();
            assertThat(page.locator("#list li a")).hasCount(1);
            assertThat(page.locator("#list .claim")).containsText("1 new since you last looked");
            tab.inspect("watch-one-360");
            Download saved = page.waitForDownload(() -> page.locator("#save").click());
            assertThat(Files.readString(saved.path()))
                    .contains(SampleClaims.STRANGER.toString(), "\"checkpoint\"", "\"kind\": \"disclaimer\"");
            page.locator("#seen").click();
            assertThat(page.locator("#list .claim")).containsText("0 new since you last looked");
            page.reload();
            assertThat(page.locator("#list section")).hasCount(1);
            page.locator("#list .stop").click();
            assertThat(page.locator("#nothing")).isVisible();
            tab.inspect("watch-none-360");
        }
    }
}
