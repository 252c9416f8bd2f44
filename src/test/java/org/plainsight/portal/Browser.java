package org.plainsight.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** A Chromium of this machine, and what every page must keep to in it. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target", "pictures");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final URI base;

    private Browser(URI base) {
        this.base = base;
        this.playwright = Playwright.create();
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    static Browser at(URI base) {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM + ": install the package chromium");
        return new Browser(base);
    }

    /** A tab that notes everything that a page must not do. */
    Tab tab(int width, ColorScheme scheme) {
        return new Tab(chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, 800)
                .setColorScheme(scheme)));
    }

    /** A tab that reaches nothing but files of this machine. */
    Tab offline(int width) {
        BrowserContext context = chromium.newContext(
                new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, 800));
        context.setOffline(true);
        return new Tab(context);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    final class Tab implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        private Tab(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.onRequest(request -> {
                if (!request.url().startsWith(base.toString()) && !request.url().matches("(data|file):.*")) {
                    complaints.add("request to " + request.url());
                }
            });
            page.onConsoleMessage(message -> {
                if (Set.of("error", "warning").contains(message.type())) {
                    complaints.add(message.type() + ": " + message.text());
                }
            });
            page.onPageError(complaints::add);
        }

        Page page() {
            return page;
        }

        Page open(String path) {
            page.navigate(base.resolve(path).toString());
            return page;
        }

        /** No complaint, no sideways scrolling, nothing serious for axe; leaves a picture. */
        void inspect(String picture) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(picture + ".png"))
                    .setFullPage(true));
            assertThat(complaints).as(picture).isEmpty();
            Object tooWide = page.evaluate("document.scrollingElement.scrollWidth > innerWidth");
            assertThat(tooWide).as("%s scrolls sideways", picture).isEqualTo(false);
            List<Rule> serious = new AxeBuilder(page)
                    .analyze().getViolations().stream()
                            .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                            .toList();
            assertThat(serious).as("%s: %s", picture, serious).isEmpty();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
