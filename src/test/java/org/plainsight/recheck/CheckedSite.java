package org.plainsight.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A recorded exchange's site as a reader checks it, at a time, with what a test bends of it or keeps back. */
final class CheckedSite {

    final RecordedExchange exchange;
    final RecordedExchange.Site site;
    private Instant now = RecordedExchange.NOW;

    CheckedSite(RecordedExchange exchange) {
        this.exchange = exchange;
        this.site = exchange.publish();
    }

    static CheckedSite honest(Path folder) throws IOException {
        return new CheckedSite(RecordedExchange.honest(folder));
    }

    /** The reader looks so much later. */
    void later(Duration by) {
        now = now.plus(by);
    }

    Report check() {
        return check(site);
    }

    Report check(PublicSite of) {
        Report report = new Report(f -> {});
        new Recheck(
                        of,
                        RecordedExchange.reader(Optional.empty(), Optional.empty(), now, List.of(exchange.node())),
                        report)
                .run();
        return report;
    }

    /** The site, which says of these paths that there is no such page. */
    PublicSite without(Predicate<String> paths) {
        return refusing(paths, path -> UnreadableException.missing(path + " answers 404"));
    }

    /** The site, which answers nothing for these paths. */
    PublicSite failing(Predicate<String> paths) {
        return refusing(paths, path -> new UnreadableException(path + " answers 500"));
    }

    private PublicSite refusing(Predicate<String> paths, Function<String, UnreadableException> refusal) {
        return path -> {
            if (paths.test(path)) {
                throw refusal.apply(path);
            }
            return site.read(path);
        };
    }

    /** The same files as a folder that somebody keeps. */
    static PublicSite mirror(PublicSite of) {
        return new PublicSite() {
            @Override
            public byte[] read(String path) {
                return of.read(path);
            }

            @Override
            public boolean isMirror() {
                return true;
            }
        };
    }

    /** Serves a page with each pattern replaced once by what follows it. */
    void bend(String path, String... words) {
        String text = text(path);
        String bent = text;
        for (int i = 0; i < words.length; i += 2) {
            bent = bent.replaceFirst(words[i], words[i + 1]);
        }
        assertThat(bent).as(path).isNotEqualTo(text);
        site.serve(path, bent.getBytes(StandardCharsets.UTF_8));
    }

    String text(String path) {
        return new String(site.read(path), StandardCharsets.UTF_8);
    }

    void assertDiffers(String subject, String detail) {
        assertDiffers(check(), subject, detail);
    }

    static void assertDiffers(Report report, String subject, String detail) {
        assertFound(report, Outcome.DIFFERS, subject, detail);
        assertThat(report.exitCode()).isEqualTo(Report.SOMETHING_DIFFERS);
    }

    /** Nothing differs, and this could not be checked. */
    static void assertUnchecked(Report report, String subject, String detail) {
        assertFound(report, Outcome.UNCHECKED, subject, detail);
        assertThat(report.exitCode()).isEqualTo(Report.SOMETHING_UNCHECKED);
    }

    static void assertAllAgrees(Report report) {
        assertThat(report.findings()).allMatch(f -> f.outcome() == Outcome.AGREES, "agrees");
    }

    private static void assertFound(Report report, Outcome outcome, String subject, String detail) {
        assertThat(report.findings())
                .anyMatch(
                        f -> f.outcome() == outcome
                                && f.subject().equals(subject)
                                && f.detail().contains(detail),
                        outcome + ": " + subject + ": …" + detail + "…");
    }
}
