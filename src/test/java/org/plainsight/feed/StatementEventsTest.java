package org.plainsight.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.testing.TestClaim;

class StatementEventsTest {

    private static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");
    private static final String DIGEST = "cd".repeat(32);

    private static ReservesStatement reserves(Optional<String> ratio) {
        return new ReservesStatement(
                "2026-11",
                "ab",
                TIME,
                AssetId.parse("eip155:1/slip44:60"),
                18,
                Amount.of(100),
                Optional.empty(),
                List.of(),
                ratio,
                EvidenceGrade.OBSERVED,
                4,
                new PublishedFile("/holdings", "ef".repeat(32), 9));
    }

    private static PublicEvent only(org.plainsight.disclosure.Disclosure statement) {
        List<PublicEvent> events = StatementEvents.of(12, DIGEST, statement);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    @Test
    void a_claim_a_retraction_and_a_disclaimer_are_told_apart() {
        for (Claim claim : Claim.values()) {
            Attribution a = TestClaim.of(
                            "id", TIME, AccountId.parse("eip155:1:0x%040x".formatted(1)), claim, "Example Ltd")
                    .reason("reason")
                    .build();
            PublicEvent event = only(a);
            assertThat(event.kind())
                    .isEqualTo(
                            switch (claim) {
                                case OWNED, CUSTOMER_DEPOSIT -> EventKind.CLAIM;
                                case NOT_OWNED -> EventKind.DISCLAIMER;
                                case FORMERLY_OWNED, UNDER_REVIEW -> EventKind.RETRACTION;
                            });
            assertThat(event.key()).isEqualTo("log:12");
            assertThat(event.link()).endsWith("?as-of=13");
            assertThat(event.citation().line()).endsWith("log index 12; SHA-256 " + DIGEST);
        }
    }

    @Test
    void a_ratio_below_one_is_told_and_an_unknown_or_full_one_is_not() {
        PublicEvent event = only(reserves(Optional.of("0.9987")));
        assertThat(event.kind()).isEqualTo(EventKind.COVERAGE);
        assertThat(event.title()).contains("99.87 %").contains("2026-11");
        assertThat(StatementEvents.of(1, DIGEST, reserves(Optional.of("1.0000"))))
                .isEmpty();
        assertThat(StatementEvents.of(1, DIGEST, reserves(Optional.empty()))).isEmpty();
    }

    @Test
    void nodes_that_disagree_are_a_kind_of_their_own() {
        for (IncidentStatement.Kind kind : IncidentStatement.Kind.values()) {
            PublicEvent event =
                    only(new IncidentStatement(kind, TIME, "what happened", Optional.empty(), Optional.empty()));
            assertThat(event.kind())
                    .isEqualTo(
                            kind == IncidentStatement.Kind.CONTRADICTING_PROVIDER
                                    ? EventKind.DISAGREEMENT
                                    : EventKind.INCIDENT);
        }
    }
}
