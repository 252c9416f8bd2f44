package org.plainsight.registry.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.DisputeLedger;
import org.plainsight.registry.labels.LabelFinding;
import org.plainsight.registry.labels.PublishedLabel;
import org.plainsight.testing.TestClaim;

class CorrectionRulesTest {

    private static final AccountId STRANGER = AccountId.parse("eip155:1:0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc");
    private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String SHA256 = "ab".repeat(32);

    @Test
    void a_label_that_is_gone_is_corrected_and_one_that_is_back_is_broken_again() {
        assertThat(seen(DisputeState.ASKED, 100, false)).containsExactly(DisputeState.CORRECTED);
        assertThat(seen(DisputeState.ACKNOWLEDGED, 100, false)).containsExactly(DisputeState.CORRECTED);
        assertThat(seen(DisputeState.BROKEN_AGAIN, 100, false)).containsExactly(DisputeState.CORRECTED);
        assertThat(seen(DisputeState.CORRECTED, 100, true)).containsExactly(DisputeState.BROKEN_AGAIN);
        assertThat(seen(DisputeState.CORRECTED, 100, false)).isEmpty();
        assertThat(seen(DisputeState.ASKED, 100, true)).isEmpty();
    }

    @Test
    void an_empty_or_broken_list_corrects_nothing() {
        assertThat(seen(DisputeState.ASKED, 0, false)).isEmpty();
        assertThat(seen(DisputeState.ASKED, 49, false)).isEmpty();
        assertThat(seen(DisputeState.ASKED, 50, false)).isNotEmpty();
    }

    @Test
    void what_another_publisher_lists_changes_nothing_here() {
        WatchedList other = new WatchedList("other", "Somebody", NOW, 100, List.of(), Optional.empty());
        assertThat(CorrectionRules.seen(other, 100, List.of(claim(DisputeState.ASKED)), SHA256))
                .isEmpty();
    }

    @Test
    void the_ledger_wins_over_older_words_of_the_files_and_loses_against_newer_ones() {
        Dispute declared = dispute(DisputeState.ASKED, THEN);
        Dispute newer = dispute(DisputeState.CORRECTED, NOW);
        assertThat(DisputeLedger.merged(List.of(declared), List.of(newer))).containsExactly(newer);
        assertThat(DisputeLedger.merged(List.of(newer), List.of(declared))).containsExactly(newer);
        assertThat(DisputeLedger.merged(List.of(), List.of(newer))).containsExactly(newer);
        assertThat(DisputeLedger.merged(List.of(declared), List.of())).containsExactly(declared);
    }

    @Test
    void no_correction_skips_a_state_or_goes_back_to_being_asked_once_corrected() {
        assertThat(CorrectionRules.next(DisputeState.CORRECTED)).containsExactly(DisputeState.BROKEN_AGAIN);
        assertThat(CorrectionRules.next(DisputeState.ASKED)).doesNotContain(DisputeState.BROKEN_AGAIN);
    }

    @Test
    void a_publisher_reads_when_it_was_asked_and_what_became_of_it() {
        AddressClaim asked = claim(DisputeState.ASKED);
        AddressClaim corrected = new AddressClaim(9, attribution(DisputeState.CORRECTED, NOW), Optional.empty());
        PublisherRecord record =
                PublisherRecord.of("labelscan", List.of(corrected), account -> List.of(asked, asked, corrected));
        assertThat(record.publisher()).isEqualTo("Labelscan");
        assertThat(record.open()).isEmpty();
        assertThat(record.corrected())
                .singleElement()
                .satisfies(item -> assertThat(item.steps())
                        .extracting(PublisherRecord.Step::state)
                        .containsExactly(DisputeState.ASKED, DisputeState.CORRECTED));
    }

    private static List<DisputeState> seen(DisputeState state, long labels, boolean stillWrong) {
        List<LabelFinding> findings = stillWrong
                ? List.of(new LabelFinding(
                        LabelFinding.Kind.CALLS_OURS_WHAT_IS_NOT,
                        new PublishedLabel(STRANGER, "Halcyon 2", "line 1"),
                        "why"))
                : List.of();
        WatchedList look = new WatchedList("list", "LABELSCAN", NOW, labels, findings, Optional.empty());
        return CorrectionRules.seen(look, 100, List.of(claim(state)), SHA256).stream()
                .peek(c -> assertThat(c.dispute().observedSha256()).contains(SHA256))
                .map(c -> c.dispute().state())
                .toList();
    }

    private static Dispute dispute(DisputeState state, Instant at) {
        return new Dispute("Labelscan", "Halcyon", "https://l.example/x", at, Optional.empty(), state);
    }

    private static AddressClaim claim(DisputeState state) {
        return new AddressClaim(3, attribution(state, THEN), Optional.empty());
    }

    private static Attribution attribution(DisputeState state, Instant at) {
        return TestClaim.of("id", at, STRANGER, Claim.NOT_OWNED, "Example")
                .reason("A stranger's.")
                .disputes(List.of(dispute(state, at)))
                .build();
    }
}
