package org.plainsight.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.Verdict;
import org.plainsight.testing.TestClaim;

class HeartbeatTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void it_is_green_within_the_policy_amber_up_to_twice_that_and_red_beyond() {
        assertThat(at(3)).satisfies(h -> {
            assertThat(h.state()).isEqualTo(Heartbeat.State.FRESH);
            assertThat(h.tone()).isEqualTo("valid");
            assertThat(h.words()).isEqualTo("last shown 3 days ago (policy 7 days)");
        });
        assertThat(at(7).state()).isEqualTo(Heartbeat.State.FRESH);
        assertThat(at(8).tone()).isEqualTo("inconclusive");
        assertThat(at(14).state()).isEqualTo(Heartbeat.State.DUE);
        assertThat(at(15).tone()).isEqualTo("invalid");
    }

    @Test
    void the_newest_valid_signature_counts_and_others_do_not() {
        assertThat(of(evidence(20, Verdict.valid("v")), evidence(2, Verdict.invalid("i")))
                        .state())
                .isEqualTo(Heartbeat.State.OVERDUE);
        assertThat(of(evidence(20, Verdict.valid("v")), evidence(2, Verdict.valid("v")))
                        .state())
                .isEqualTo(Heartbeat.State.FRESH);
    }

    @Test
    void without_a_dated_valid_signature_the_keys_were_never_shown() {
        assertThat(of().state()).isEqualTo(Heartbeat.State.NEVER);
        assertThat(of(evidence(1, Verdict.inconclusive("no"))).state()).isEqualTo(Heartbeat.State.NEVER);
        assertThat(of().words()).startsWith("never shown");
        assertThat(of().tone()).isEqualTo("inconclusive");
    }

    @Test
    void a_block_ahead_of_the_clock_is_fresh_and_of_no_negative_age() {
        assertThat(at(-1).state()).isEqualTo(Heartbeat.State.FRESH);
        assertThat(at(-1).age()).isEqualTo(Duration.ZERO);
    }

    private static Heartbeat at(int daysAgo) {
        return of(evidence(daysAgo, Verdict.valid("v")));
    }

    private static Attribution.Evidence evidence(int daysAgo, Verdict verdict) {
        return new Attribution.Evidence(
                "eip191",
                "text",
                List.of("0x"),
                Optional.empty(),
                Optional.of(new BlockRef(
                        ChainId.parse("eip155:1"), 5, "ab".repeat(32), NOW.minus(Duration.ofDays(daysAgo)))),
                verdict);
    }

    private static Heartbeat of(Attribution.Evidence... evidence) {
        Attribution claim = TestClaim.of(
                        "id", NOW, AccountId.parse("eip155:1:0x%040x".formatted(1)), Claim.OWNED, "Example")
                .evidence(Stream.of(evidence).toList())
                .build();
        return Heartbeat.of(claim, NOW, WEEK);
    }
}
