package org.plainsight.registry.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.registry.review.Draft.State;
import org.plainsight.registry.review.ReviewRules.Decision;

class ReviewRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void a_small_draft_takes_two_people() {
        Draft prepared = taken(ReviewRules.prepare(draft(1, 1_000), "alice", NOW));
        assertThat(refused(ReviewRules.approve(prepared, "alice", NOW))).contains("others must approve");
        assertThat(taken(ReviewRules.approve(prepared, "bob", NOW)).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void a_large_draft_takes_three_people() {
        Draft prepared = taken(ReviewRules.prepare(draft(11, 1_000), "alice", NOW));
        Draft once = taken(ReviewRules.approve(prepared, "bob", NOW));
        assertThat(once.state()).isEqualTo(State.PREPARED);
        assertThat(once.approvedAt()).isEmpty();
        assertThat(refused(ReviewRules.approve(once, "bob", NOW))).contains("third person");
        assertThat(refused(ReviewRules.approve(once, "alice", NOW))).contains("others must approve");
        assertThat(taken(ReviewRules.approve(once, "carol", NOW)).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void another_spelling_of_a_name_is_the_same_person() {
        Draft prepared = taken(ReviewRules.prepare(draft(11, 1_000), "alice", NOW));
        for (String spelling : List.of("Alice", " alice ", "ALICE", "ａｌｉｃｅ")) {
            assertThat(refused(ReviewRules.approve(prepared, spelling, NOW))).contains("others");
        }
        Draft once = taken(ReviewRules.approve(prepared, "bob", NOW));
        assertThat(refused(ReviewRules.approve(once, "BOB ", NOW))).contains("third person");
    }

    @Test
    void nothing_is_decided_before_it_is_submitted_or_after_it_is_decided() {
        Draft staged = draft(1, 1_000);
        assertThat(refused(ReviewRules.approve(staged, "bob", NOW))).contains("submit it first");
        Draft prepared = taken(ReviewRules.prepare(staged, "alice", NOW));
        assertThat(refused(ReviewRules.prepare(prepared, "bob", NOW))).contains("submitted already");
        assertThat(refused(ReviewRules.reject(prepared, "alice", NOW))).contains("somebody else");
        Draft rejected = taken(ReviewRules.reject(prepared, "bob", NOW));
        assertThat(refused(ReviewRules.approve(rejected, "carol", NOW))).contains("rejected already");
        Draft approved = taken(ReviewRules.approve(prepared, "bob", NOW));
        assertThat(refused(ReviewRules.reject(approved, "carol", NOW))).contains("approved already");
    }

    @Test
    void one_row_in_a_hundred_is_small_and_more_is_large() {
        assertThat(draft(10, 1_000).impact().needsSecondApproval()).isFalse();
        assertThat(draft(11, 1_000).impact().reasons())
                .singleElement()
                .asString()
                .contains("11 of 1000 rows");
        assertThat(draft(1, 0).impact().reasons()).singleElement().asString().contains("first publication");
        assertThat(draft(0, 0).impact().needsSecondApproval()).isFalse();
    }

    @Test
    void one_part_of_value_in_a_thousand_is_small_and_more_is_large() {
        assertThat(share(1, 1_000).isLarge()).isFalse();
        assertThat(share(1_000_001, 1_000_000_000).isLarge()).isTrue();
        assertThat(share(1_000_001, 1_000_000_000).percent()).isEqualTo("0.1001 %");
        assertThat(share(1, 0).isLarge()).isTrue();
        Impact impact = new Impact(1_000, Map.of(), 0, 0, List.of(share(2, 1_000)), List.of());
        assertThat(impact.reasons()).singleElement().asString().contains("0.2000 % of all BTC");
    }

    @Test
    void a_value_that_is_not_known_is_never_taken_for_small() {
        Impact impact = new Impact(1_000, Map.of(), 0, 0, List.of(), List.of("one address on Bitcoin, not read"));
        assertThat(impact.needsSecondApproval()).isTrue();
    }

    @Test
    void what_counts_for_an_asset_and_what_is_held_off_chain_never_changes_by_two_people() {
        for (DraftLine.Kind kind : List.of(DraftLine.Kind.ASSET, DraftLine.Kind.CLAIMED)) {
            assertThat(new Impact(1_000, Map.of(kind, 1L), 0, 0, List.of(), List.of()).needsSecondApproval())
                    .isTrue();
        }
    }

    @Test
    void a_draft_that_grew_after_its_approval_waits_for_a_third_person() {
        Draft approved =
                taken(ReviewRules.approve(taken(ReviewRules.prepare(draft(1, 1_000), "alice", NOW)), "bob", NOW));
        Draft grown = approved.grown(draft(11, 1_000).impact());
        assertThat(grown.state()).isEqualTo(State.PREPARED);
        assertThat(refused(ReviewRules.approve(grown, "bob", NOW))).contains("third person");
        assertThat(taken(ReviewRules.approve(grown, "carol", NOW)).state()).isEqualTo(State.APPROVED);
    }

    private static ValueShare share(long touched, long total) {
        return new ValueShare("BTC", 8, BigInteger.valueOf(touched), BigInteger.valueOf(total));
    }

    private static Draft draft(long touched, long rows) {
        return new Draft(
                7,
                "ab".repeat(32),
                false,
                State.STAGED,
                NOW,
                new Impact(rows, Map.of(DraftLine.Kind.JOINED, touched), 0, 0, List.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Draft taken(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Taken.class);
        return ((Decision.Taken) decision).draft();
    }

    private static String refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).reason();
    }
}
