package org.plainsight.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.ownership.ContractOwners;

/** What the check from outside says of an exchange whose feed and events say another thing than its log. */
class CheatingFeedTest {

    @TempDir
    Path folder;

    private RecordedExchange exchange;
    private RecordedExchange.Site site;
    private ServedFeed feed;

    @BeforeEach
    void serve() throws IOException {
        exchange = RecordedExchange.honest(folder.resolve("snapshot"));
        site = exchange.publish();
        feed = new ServedFeed(exchange, site.head());
        feed.on(site);
    }

    private Report check(PublicSite of) {
        Report report = new Report(f -> {});
        new Recheck(
                        of,
                        new Recheck.Reader(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                RecordedExchange.NOW,
                                RecordedExchange.DOMAIN,
                                List.of(exchange.node()),
                                (contract, height, hash) -> new ContractOwners.Unread("no contracts here")),
                        report)
                .run();
        return report;
    }

    private void assertDiffers(String subject, String detail) {
        Report report = check(site);
        assertThat(report.findings())
                .anyMatch(
                        f -> f.outcome() == Outcome.DIFFERS
                                && f.subject().equals(subject)
                                && f.detail().contains(detail),
                        "differs: " + subject + ": …" + detail + "…");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    private void bend(String path, String... words) {
        String text = feed.files.get(path);
        String bent = text;
        for (int i = 0; i < words.length; i += 2) {
            bent = bent.replaceFirst(words[i], words[i + 1]);
        }
        assertThat(bent).as(path).isNotEqualTo(text);
        site.serve(path, bent.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_honest_feed_agrees_in_every_file_and_every_event() {
        Report report = check(site);
        assertThat(report.findings()).allMatch(f -> f.outcome() == Outcome.AGREES, "agrees");
        assertThat(report.findings())
                .anyMatch(f -> f.detail().contains("19 files and answers are as 2 standing claims"))
                .anyMatch(f -> f.detail().contains("2 events say what the log's statements say; 0 others"));
    }

    @Test
    void one_byte_changed_in_any_file_of_the_feed_is_found_and_the_file_named() {
        for (String path : feed.files.keySet()) {
            if (path.startsWith("/feed/") && !path.endsWith("limit=1")) {
                feed.on(site);
                // some are empty: nothing of the kind is claimed
                bend(path, "(?s)^(.{20}).|\\z", "$1~");
                assertDiffers("feed", path);
            }
        }
    }

    @Test
    void an_address_left_out_of_one_export_is_found() {
        bend("/feed/v1/exports/etherscan.csv", "(?s)\n[^\n]+\n$", "\n");
        assertDiffers("feed", "/feed/v1/exports/etherscan.csv is not what");
    }

    @Test
    void an_export_of_an_older_release_is_found() throws IOException {
        RecordedExchange before = RecordedExchange.honest(folder.resolve("before"));
        before.statements.removeIf(s -> s.toString().contains(RecordedExchange.UNSIGNED_ADDRESS.toString()));
        String old = new ServedFeed(before, before.publish().head()).files.get("/feed/v1/exports/oli.csv");
        assertThat(old).isNotEqualTo(feed.files.get("/feed/v1/exports/oli.csv"));
        site.serve("/feed/v1/exports/oli.csv", old.getBytes(StandardCharsets.UTF_8));
        assertDiffers("feed", "/feed/v1/exports/oli.csv is not what");
    }

    @Test
    void changes_that_forget_a_claim_are_found() {
        bend(
                "/feed/v1/changes?after=-1&limit=1000",
                "(?s)(\"changes\":\\[\\{.*?\\}),\\{\"address.*?\\}\\],",
                "$1],",
                "\"count\":2",
                "\"count\":1");
        assertDiffers("feed", "/feed/v1/changes?after=-1&limit=1000 is not what");
    }

    @Test
    void a_feed_under_another_root_than_the_logs_is_found() {
        bend("/feed/v1/changes?after=-1&limit=1", "\"root\":\"..", "\"root\":\"zz");
        assertDiffers("feed", "as the root of the first");
    }

    @Test
    void a_feed_that_is_no_feed_differs_and_one_that_lacks_a_file_is_unchecked() {
        site.serve("/feed/v1/changes?after=-1&limit=1", "{}\n".getBytes(StandardCharsets.UTF_8));
        assertDiffers("feed", "not in its form");
        feed.on(site);
        PublicSite lacking = path -> {
            if (path.endsWith("/tagpack.yaml")) {
                throw new UnreadableException(path + " answers 500");
            }
            return site.read(path);
        };
        assertThat(check(lacking).exitCode()).isEqualTo(3);
    }

    @Test
    void a_release_that_is_replaced_while_it_is_read_is_read_again_and_never_called_different() {
        int[] asked = {0};
        PublicSite moving = path -> {
            byte[] bytes = site.read(path);
            boolean older = path.endsWith("&limit=1") && asked[0]++ == 1;
            return older
                    ? new String(bytes, StandardCharsets.UTF_8)
                            .replace("T01:00:00Z", "T02:00:00Z")
                            .getBytes(StandardCharsets.UTF_8)
                    : bytes;
        };
        Report report = check(moving);
        assertThat(asked[0]).isEqualTo(4);
        assertThat(report.findings()).allMatch(f -> f.outcome() == Outcome.AGREES, "agrees");
    }

    private static PublicEvent changed(PublicEvent event, String key, String title) {
        return new PublicEvent(
                key,
                event.kind(),
                event.at(),
                event.account(),
                event.asset(),
                event.amount(),
                event.entity(),
                title,
                event.link(),
                event.citation());
    }

    private void serveEvents(List<PublicEvent> events) {
        feed.serve(events);
        feed.on(site);
    }

    @Test
    void an_invented_event_is_found() {
        List<PublicEvent> events = new ArrayList<>(feed.events());
        events.add(changed(events.getFirst(), "log:0", "An address is no longer ours"));
        serveEvents(events);
        assertDiffers("events", "log:0 is invented");
    }

    @Test
    void an_event_that_says_another_thing_than_its_statement_is_found() {
        List<PublicEvent> events = new ArrayList<>(feed.events());
        events.set(0, changed(events.getFirst(), events.getFirst().key(), "Nothing happened"));
        serveEvents(events);
        assertDiffers("events", "does not say what its statement says");
    }

    @Test
    void an_event_that_was_kept_back_is_found_and_the_newest_may_be_on_its_way() {
        List<PublicEvent> events = feed.events();
        serveEvents(events.subList(1, 2));
        assertDiffers("events", "were kept back from those who listen");
        serveEvents(events.subList(0, 1));
        Report report = check(site);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.findings()).anyMatch(f -> f.detail().contains("are not told of yet"));
    }

    @Test
    void an_event_told_twice_and_one_that_links_elsewhere_are_found() {
        List<PublicEvent> events = new ArrayList<>(feed.events());
        events.add(events.getFirst());
        serveEvents(events);
        assertDiffers("events", "is there twice");
        serveEvents(events.subList(0, 2));
        bend(ServedFeed.EVENTS + 0, "\"link\":\"https://portal.example/", "\"link\":\"https://evil.example/");
        assertDiffers("events", "links elsewhere");
    }

    @Test
    void a_changed_atom_feed_of_events_is_found() {
        bend("/events/atom.xml", "<title>[^<]*claims an address", "<title>Nobody claims an address");
        assertDiffers("events", "/events/atom.xml is not what");
    }

    @Test
    void events_of_chains_are_counted_and_not_called_checked() {
        List<PublicEvent> events = new ArrayList<>(feed.events());
        PublicEvent first = events.getFirst();
        events.add(new PublicEvent(
                "movement:1",
                EventKind.MOVEMENT,
                first.at(),
                first.account(),
                first.asset(),
                first.amount(),
                first.entity(),
                "moved",
                first.link(),
                first.citation()));
        serveEvents(events);
        Report report = check(site);
        assertThat(report.exitCode()).isZero();
        assertThat(report.findings()).anyMatch(f -> f.detail().contains("1 others tell of chains"));
    }
}
