package org.plainsight.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.testing.TestClaim;

/** What the check from outside says of an exchange whose feed says another thing than its log. */
class CheatingFeedTest {

    private static final String HEAD = "/feed/v1/changes?after=-1&limit=1";

    @TempDir
    Path folder;

    private CheckedSite checked;

    @BeforeEach
    void serve() throws IOException {
        checked = CheckedSite.honest(folder.resolve("snapshot"));
    }

    /** The same log, and a feed made of other statements. */
    private void serveFeedOf(List<Disclosure> others) {
        RecordedExchange exchange = checked.exchange;
        checked.site.feed =
                new ServedFeed(others, others.stream().map(exchange::entry).toList(), checked.site.head());
    }

    private static Attribution retraction(Attribution claim, long index) {
        return TestClaim.of(claim.id(), claim.issuedAt(), claim.subject(), Claim.FORMERLY_OWNED, claim.entity())
                .role(claim.role().orElseThrow())
                .purpose(claim.purpose().orElseThrow())
                .supersedes(List.of(index))
                .reason("closed")
                .build();
    }

    @Test
    void an_honest_feed_agrees_in_every_file_and_every_event() {
        Report report = checked.check();
        CheckedSite.assertAllAgrees(report);
        // 3 forms, their package, the changes, 15 and 12 samples of old ones, 8 of presence, Atom, 9 exports and
        // manifest
        assertThat(report.findings())
                .anyMatch(f -> f.detail().contains("51 files and answers are as 2 standing claims"))
                .anyMatch(f -> f.detail().contains("2 events say what the log's statements say; 0 others"));
    }

    @Test
    void one_byte_changed_in_any_file_of_the_feed_is_found_and_the_file_named() {
        List<String> paths = new ArrayList<>(checked.site.feed.files.keySet());
        paths.remove(ServedFeed.EVENTS_ATOM);
        paths.add("/feed/v1/changes?after=-1&limit=1000");
        assertThat(paths).hasSize(16);
        for (String path : paths) {
            byte[] honest = checked.site.read(path);
            // some are empty: nothing of the kind is claimed
            checked.bend(path, "(?s)^(.{20}).|\\z", "$1~");
            checked.assertDiffers("feed", path);
            checked.site.serve(path, honest);
        }
    }

    @Test
    void one_file_that_lacks_while_the_feed_is_served_differs_and_hides_no_other_finding() {
        checked.bend("/feed/v1/addresses.csv", "ours|owned", "theirs");
        for (String lacking : List.of("/exports/tagpack.yaml", "/datapackage.json", "limit=1000", "/atom.xml")) {
            Report report = checked.check(checked.without(path -> path.endsWith(lacking)));
            CheckedSite.assertDiffers(report, "feed", lacking + " lacks, though the feed");
            CheckedSite.assertDiffers(report, "feed", "/feed/v1/addresses.csv is not what");
        }
    }

    @Test
    void one_file_that_cannot_be_read_is_unchecked_and_hides_no_other_finding() {
        PublicSite failing = checked.failing(path -> path.endsWith("/tagpack.yaml"));
        CheckedSite.assertUnchecked(checked.check(failing), "feed", "/feed/v1/exports/tagpack.yaml cannot be read");
        checked.bend("/feed/v1/exports/etherscan.csv", "(?s)\n[^\n]+\n$", "\n");
        CheckedSite.assertDiffers(checked.check(failing), "feed", "/feed/v1/exports/etherscan.csv is not what");
    }

    @Test
    void a_file_that_breaks_off_while_it_is_read_is_unchecked() {
        PublicSite breaking = new PublicSite() {
            @Override
            public byte[] read(String path) {
                return checked.site.read(path);
            }

            @Override
            public InputStream open(String path) {
                byte[] whole = read(path);
                return path.endsWith("/addresses.json")
                        ? new SequenceInputStream(new ByteArrayInputStream(whole, 0, 30), new BrokenStream())
                        : new ByteArrayInputStream(whole);
            }
        };
        CheckedSite.assertUnchecked(checked.check(breaking), "feed", "/feed/v1/addresses.json cannot be read");
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            return read();
        }
    }

    @Test
    void a_site_without_a_feed_is_not_called_checked_and_a_mirror_needs_none() {
        PublicSite without = checked.without(path -> path.startsWith("/feed/"));
        CheckedSite.assertUnchecked(checked.check(without), "feed", "no feed is served");
        CheckedSite.assertAllAgrees(checked.check(CheckedSite.mirror(without)));
        PublicSite withoutHead = checked.without(path -> path.equals(HEAD));
        CheckedSite.assertUnchecked(checked.check(withoutHead), "feed", "no feed is served");
    }

    @Test
    void an_address_left_out_of_one_export_is_found() {
        checked.bend("/feed/v1/exports/etherscan.csv", "(?s)\n[^\n]+\n$", "\n");
        checked.assertDiffers("feed", "/feed/v1/exports/etherscan.csv is not what");
    }

    @Test
    void an_address_added_to_one_export_is_found() {
        String somebody = "0x" + "5".repeat(40);
        checked.bend(
                "/feed/v1/exports/etherscan.csv",
                "(?si)\n([^\n]*)(" + RecordedExchange.ADDRESS.address() + ")([^\n]*\n)",
                "\n$1$2$3$1" + somebody + "$3");
        assertThat(checked.text("/feed/v1/exports/etherscan.csv")).contains(somebody);
        checked.assertDiffers("feed", "/feed/v1/exports/etherscan.csv is not what");
    }

    @Test
    void an_export_of_an_older_release_is_found() throws IOException {
        RecordedExchange before = RecordedExchange.honest(folder.resolve("before"));
        before.statements.removeIf(s -> s.toString().contains(RecordedExchange.UNSIGNED_ADDRESS.toString()));
        String old = before.publish().feed.files.get("/feed/v1/exports/oli.csv");
        assertThat(old).isNotEqualTo(checked.text("/feed/v1/exports/oli.csv"));
        checked.site.serve("/feed/v1/exports/oli.csv", old.getBytes(StandardCharsets.UTF_8));
        checked.assertDiffers("feed", "/feed/v1/exports/oli.csv is not what");
    }

    @Test
    void changes_that_forget_a_claim_are_found() {
        checked.bend(
                "/feed/v1/changes?after=-1&limit=1000",
                "(?s)(\"changes\":\\[\\{.*?\\}),\\{\"address.*?\\}\\],",
                "$1],",
                "\"count\":2",
                "\"count\":1");
        checked.assertDiffers("feed", "/feed/v1/changes?after=-1&limit=1000 is not what");
    }

    @Test
    void a_feed_that_forgets_a_retraction_in_any_of_its_answers_is_found() throws IOException {
        RecordedExchange exchange = RecordedExchange.honest(folder.resolve("retracted"));
        Attribution claim = (Attribution) exchange.statements.get(3);
        exchange.statements.add(retraction(claim, 3));
        checked = new CheckedSite(exchange);
        CheckedSite.assertAllAgrees(checked.check());
        long retracted = exchange.statements.size() - 1L;
        ServedFeed honest = checked.site.feed;
        List<Disclosure> forgetful = new ArrayList<>(exchange.statements);
        forgetful.set((int) retracted, exchange.statements.getFirst());
        serveFeedOf(forgetful);
        ServedFeed forgetting = checked.site.feed;
        checked.site.feed = honest;
        for (String path : List.of(
                "/feed/v1/changes?after=-1&limit=1000",
                "/feed/v1/addresses.ndjson",
                "/feed/v1/exports/disclaimed.json",
                "/feed/v1/exports/defillama.json",
                "/feed/v1/atom.xml")) {
            byte[] told = checked.site.read(path);
            checked.site.serve(path, forgetting.answer(path).orElseThrow());
            checked.assertDiffers("feed", path + " is not what");
            checked.site.serve(path, told);
        }
    }

    @Test
    void answers_from_anywhere_in_the_log_are_compared_too() {
        for (String question : List.of("format=csv", "format=ndjson", "format=json", "as-of=", "presence?")) {
            PublicSite lying = path -> {
                byte[] told = checked.site.read(path);
                return path.contains(question)
                        ? (new String(told, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8)
                        : told;
            };
            CheckedSite.assertDiffers(checked.check(lying), "feed", question);
        }
    }

    @Test
    void which_answers_are_compared_is_not_known_beforehand() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        checked.check(listening(first));
        checked.check(listening(second));
        assertThat(first).hasSameSizeAs(second).isNotEqualTo(second);
    }

    private PublicSite listening(List<String> asked) {
        return path -> {
            asked.add(path);
            return checked.site.read(path);
        };
    }

    @Test
    void a_feed_under_another_root_than_the_logs_is_found() {
        checked.bend(HEAD, "\"root\":\"..", "\"root\":\"zz");
        checked.assertDiffers("feed", "as the root of the first");
    }

    @Test
    void a_feed_that_stands_still_is_found_once_it_had_time_to_follow() {
        List<Disclosure> statements = checked.exchange.statements;
        int size = statements.size() - 2;
        List<Hash32> leaves = statements.stream()
                .limit(size)
                .map(s -> LogTree.leafHash(checked.exchange.entry(s)))
                .toList();
        SignedCheckpoint now = checked.site.head();
        ServedFeed told = checked.site.feed;
        checked.site.feed = new ServedFeed(
                statements,
                statements.stream().map(checked.exchange::entry).toList(),
                new SignedCheckpoint(size, LogTree.root(leaves), now.note(), now.signedAt()));
        checked.site.feed.tell(told.events());
        CheckedSite.assertUnchecked(checked.check(), "feed", "lacks the newest 2 entries of the log as yet");
        checked.later(Duration.ofMinutes(11));
        checked.assertDiffers("feed", "lacks the newest 2 entries of the log, signed at");
    }

    @Test
    void a_feed_of_another_day_and_one_dated_ahead_are_found() {
        checked.later(Duration.ofHours(26));
        checked.assertDiffers("feed", "it stands still");
        checked.later(Duration.ofHours(-27));
        checked.assertDiffers("feed", "it is dated ahead");
    }

    @Test
    void a_feed_of_more_entries_than_the_log_signed_is_found_and_one_that_just_grew_is_not_called_so() {
        checked.bend(HEAD, "\"log_size\":\\d+", "\"log_size\":4000000000");
        checked.assertDiffers("feed", "the log signed for fewer");
        checked.exchange.statements.add(retraction((Attribution) checked.exchange.statements.get(3), 3));
        RecordedExchange.Site grown = checked.exchange.publish();
        boolean[] read = {false};
        PublicSite growing = path -> {
            boolean afterwards = path.startsWith("/feed/") || path.startsWith("/events/") || read[0];
            read[0] |= path.startsWith("/feed/");
            return afterwards ? grown.read(path) : checked.site.read(path);
        };
        Report report = checked.check(growing);
        CheckedSite.assertUnchecked(report, "feed", "while it was read; check again");
        CheckedSite.assertUnchecked(report, "events", "while it was read; check again");
    }

    @Test
    void a_feed_that_is_no_feed_differs() {
        for (String size : List.of("\"log_size\":-1", "\"log_size\":\"7\"", "\"log_siz\":7")) {
            byte[] honest = checked.site.read(HEAD);
            checked.bend(HEAD, "\"log_size\":\\d+", size);
            checked.assertDiffers("feed", "not in its form");
            checked.site.serve(HEAD, honest);
        }
        checked.site.serve(HEAD, "{}\n".getBytes(StandardCharsets.UTF_8));
        checked.assertDiffers("feed", "not in its form");
    }

    @Test
    void a_feed_of_nothing_over_a_log_of_something_is_found() {
        SignedCheckpoint head = checked.site.head();
        checked.site.feed = new ServedFeed(
                List.of(), List.of(), new SignedCheckpoint(0, LogTree.root(List.of()), head.note(), head.signedAt()));
        checked.later(Duration.ofMinutes(11));
        checked.assertDiffers("feed", "lacks the newest");
    }

    @Test
    void a_release_that_is_replaced_while_it_is_read_is_read_again_and_never_called_different() {
        int[] asked = {0};
        PublicSite moving = path -> {
            byte[] bytes = checked.site.read(path);
            boolean older = path.equals(HEAD) && asked[0]++ == 1;
            return older
                    ? new String(bytes, StandardCharsets.UTF_8)
                            .replace("T01:00:00Z", "T02:00:00Z")
                            .getBytes(StandardCharsets.UTF_8)
                    : bytes;
        };
        Report report = checked.check(moving);
        assertThat(asked[0]).isEqualTo(4);
        CheckedSite.assertAllAgrees(report);
    }
}
