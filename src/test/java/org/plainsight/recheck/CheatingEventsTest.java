package org.plainsight.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.asset.AccountId;
import org.plainsight.event.Citation;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;

/** What the check from outside says of an exchange that tells listeners another thing than its log. */
class CheatingEventsTest {

    private static final String FIRST_PAGE = ServedFeed.EVENTS + 0;

    @TempDir
    Path folder;

    private CheckedSite checked;
    private List<PublicEvent> events;

    @BeforeEach
    void serve() throws IOException {
        checked = CheckedSite.honest(folder.resolve("snapshot"));
        events = new ArrayList<>(checked.site.feed.events());
    }

    private void tell() {
        checked.site.feed.tell(events);
    }

    private static PublicEvent changed(PublicEvent event, String key, EventKind kind, String title) {
        return new PublicEvent(
                key,
                kind,
                event.at(),
                event.account(),
                event.asset(),
                event.amount(),
                event.entity(),
                title,
                event.link(),
                event.citation());
    }

    private static PublicEvent about(PublicEvent event, Optional<AccountId> account, Citation citation) {
        return new PublicEvent(
                "move:1",
                EventKind.MOVEMENT,
                event.at(),
                account,
                event.asset(),
                event.amount(),
                event.entity(),
                "moved",
                event.link(),
                citation);
    }

    private static Citation uncited() {
        return new Citation("moved", Optional.empty(), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"log:0", "log:-1", "log:02", "log:+2", "log:", "log:x", "log:1000000000000000000000"})
    void an_event_of_a_statement_that_gives_rise_to_none_is_found(String key) {
        events.add(changed(events.getFirst(), key, EventKind.RETRACTION, "An address is no longer ours"));
        tell();
        checked.assertDiffers("events", key + ", is invented");
    }

    @Test
    void an_event_of_an_entry_that_the_log_does_not_have_is_found() {
        events.add(changed(events.getFirst(), "log:1000000000", EventKind.RETRACTION, "An address is no longer ours"));
        tell();
        checked.assertDiffers("events", "they tell of entry 1000000000");
    }

    @ParameterizedTest
    @EnumSource(names = {"CLAIM", "RETRACTION", "DISCLAIMER", "COVERAGE", "DISAGREEMENT"})
    void what_only_a_statement_can_tell_is_invented_under_any_other_key(EventKind kind) {
        events.add(changed(events.getFirst(), "retraction 5", kind, "An address is no longer ours"));
        tell();
        checked.assertDiffers("events", "only a statement tells of a " + kind.word());
    }

    @Test
    void a_movement_of_an_address_that_no_statement_speaks_of_is_found() {
        AccountId stranger = AccountId.parse("eip155:1:0x" + "7".repeat(40));
        events.add(about(events.getFirst(), Optional.of(stranger), uncited()));
        tell();
        checked.assertDiffers("events", "of which no statement speaks");
        events.removeLast();
        events.add(about(events.getFirst(), Optional.empty(), uncited()));
        tell();
        checked.assertDiffers("events", "is about no address");
    }

    @Test
    void an_event_that_cites_the_log_for_what_it_does_not_say_is_found() {
        Optional<AccountId> account = events.getFirst().account();
        Citation honest = events.getFirst().citation();
        for (Citation wrong : List.of(
                new Citation("moved", Optional.empty(), Optional.of(0L), Optional.empty()),
                new Citation("moved", Optional.empty(), events.get(1).citation().logIndex(), Optional.empty()),
                new Citation("moved", Optional.empty(), Optional.of(-3L), Optional.empty()),
                new Citation("moved", Optional.empty(), honest.logIndex(), Optional.of("ab".repeat(32))))) {
            events.add(about(events.getFirst(), account, wrong));
            tell();
            checked.assertDiffers("events", "of the log, which says another thing");
            events.removeLast();
        }
        events.add(about(
                events.getFirst(),
                account,
                new Citation("moved", Optional.empty(), honest.logIndex(), honest.sha256())));
        tell();
        CheckedSite.assertAllAgrees(checked.check());
    }

    @Test
    void an_event_that_says_another_thing_than_its_statement_is_found() {
        PublicEvent first = events.getFirst();
        events.set(0, changed(first, first.key(), first.kind(), "Nothing happened"));
        tell();
        checked.assertDiffers("events", "does not say what its statement says");
    }

    @Test
    void an_event_that_was_kept_back_is_found_and_the_newest_may_be_on_its_way() {
        List<PublicEvent> all = List.copyOf(events);
        events.removeFirst();
        tell();
        checked.assertDiffers("events", "were kept back from those who listen");
        checked.site.feed.tell(all.subList(0, 1));
        CheckedSite.assertUnchecked(checked.check(), "events", "are not told of yet");
        checked.later(Duration.ofMinutes(11));
        checked.assertDiffers("events", "were kept back from those who listen");
    }

    @Test
    void an_event_told_twice_and_one_that_links_elsewhere_are_found() {
        events.add(events.getFirst());
        tell();
        checked.assertDiffers("events", "is there twice");
        events.removeLast();
        tell();
        checked.bend(FIRST_PAGE, "\"link\":\"https://portal.example/", "\"link\":\"https://evil.example/");
        checked.assertDiffers("events", "links elsewhere");
    }

    @Test
    void a_gap_in_the_numbers_is_found_and_so_is_a_page_that_miscounts() {
        checked.bend(FIRST_PAGE, "\"id\":2", "\"id\":9", "/events/2\"", "/events/9\"", "\"next\":2", "\"next\":9");
        checked.assertDiffers("events", "the event 2 is not there, 9 stands in its place");
        for (String[] miscount : List.of(
                new String[] {"\"count\":2", "\"count\":3"},
                new String[] {"\"after\":0", "\"after\":1"},
                new String[] {"\"next\":2", "\"next\":3"})) {
            checked.site.serve(FIRST_PAGE, checked.site.feed.answer(FIRST_PAGE).orElseThrow());
            checked.bend(FIRST_PAGE, miscount);
            checked.assertDiffers("events", "does not count its own events");
        }
    }

    @Test
    void a_site_without_events_is_not_called_checked_and_a_mirror_needs_none() {
        PublicSite without = checked.without(path -> path.startsWith("/events/"));
        CheckedSite.assertUnchecked(checked.check(without), "events", "no events are served");
        CheckedSite.assertAllAgrees(checked.check(CheckedSite.mirror(without)));
    }

    @Test
    void a_page_or_an_atom_feed_that_lacks_is_found_and_hides_nothing() {
        events.add(changed(events.getFirst(), "log:0", EventKind.CLAIM, "An address is ours"));
        tell();
        Report report = checked.check(checked.without(path -> path.equals(ServedFeed.EVENTS_ATOM)));
        CheckedSite.assertDiffers(report, "events", "/events/atom.xml lacks");
        CheckedSite.assertDiffers(report, "events", "log:0, is invented");
        checked.bend(FIRST_PAGE, "\"more\":false", "\"more\":true");
        report = checked.check(checked.without(path -> path.equals(ServedFeed.EVENTS + 3)));
        CheckedSite.assertDiffers(report, "events", "what follows event 3 lacks");
        CheckedSite.assertDiffers(report, "events", "log:0, is invented");
    }

    @Test
    void what_breaks_the_form_hides_no_event_that_was_found_before() {
        events.add(changed(events.getFirst(), "log:0", EventKind.CLAIM, "An address is ours"));
        events.add(changed(events.getFirst(), "log:1", EventKind.CLAIM, "An address is ours"));
        tell();
        checked.bend(FIRST_PAGE, "\"id\":4", "\"id\":5");
        Report report = checked.check();
        CheckedSite.assertDiffers(report, "events", "not in their form");
        CheckedSite.assertDiffers(report, "events", "log:0, is invented");
    }

    @Test
    void a_changed_atom_feed_of_events_is_found() {
        checked.bend(ServedFeed.EVENTS_ATOM, "<title>[^<]*claims an address", "<title>Nobody claims an address");
        checked.assertDiffers("events", "/events/atom.xml is not what");
    }

    @Test
    void events_of_chains_are_counted_and_not_called_checked() {
        events.add(about(events.getFirst(), events.getFirst().account(), uncited()));
        tell();
        Report report = checked.check();
        assertThat(report.exitCode()).isZero();
        assertThat(report.findings()).anyMatch(f -> f.detail().contains("1 others tell of chains"));
    }

    @Test
    void a_kind_that_this_version_does_not_know_is_unchecked() {
        events.add(about(events.getFirst(), events.getFirst().account(), uncited()));
        tell();
        checked.bend(FIRST_PAGE, "\"kind\":\"movement\"", "\"kind\":\"eclipse\"");
        CheckedSite.assertUnchecked(checked.check(), "events", "1 are of kinds that this version does not know");
    }

    @Test
    void a_million_lies_make_a_short_report() {
        PublicEvent first = events.getFirst();
        IntStream.range(0, 500)
                .forEach(i -> events.add(changed(first, "claim " + i, EventKind.CLAIM, "An address is ours")));
        tell();
        Report report = checked.check();
        CheckedSite.assertDiffers(report, "events", "further events of the sort are not listed");
        assertThat(report.count(Outcome.DIFFERS)).isLessThan(30);
    }
}
