package org.plainsight.registry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Evidence;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.Verdict;
import org.plainsight.log.MemoryLogStore;
import org.plainsight.log.TiledLog;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;
import org.plainsight.portal.MemoryAddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.testing.RaisedEvents;
import org.plainsight.testing.TestClaim;

/** A wallet whose keys were not shown in time is told of: amber once, red once, with what a quotation needs. */
class StaleProofsTest {

    private static final Instant SIGNED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration POLICY = Duration.ofDays(30);
    private static final AccountId HOT = AccountId.parse("eip155:1:0x" + "a1".repeat(20));

    private static final List<byte[]> ENTRIES =
            List.of(new byte[] {0}, new byte[] {1}, new byte[] {2}, "the claim".getBytes(StandardCharsets.UTF_8));

    private final MemoryLogStore store = new MemoryLogStore();
    private final TransparencyLog log = new TiledLog(store, (from, entries) -> {});
    private final MemoryAddressBook book = new MemoryAddressBook();
    private final RaisedEvents raised = new RaisedEvents();

    @BeforeEach
    void claim() {
        store.inTransaction(() -> log.append(ENTRIES));
        book.record(List.of(claim(3, HOT, Verdict.valid("signed"))));
    }

    private static AddressClaim claim(long index, AccountId account, Verdict verdict) {
        BlockRef block = new BlockRef(account.chain(), 7, "ab".repeat(32), SIGNED);
        return new AddressClaim(
                index,
                TestClaim.of("id-" + index, SIGNED, account, Claim.OWNED, "Example Ltd")
                        .evidence(List.of(new Evidence(
                                "eip191", "text", List.of("0x00"), Optional.empty(), Optional.of(block), verdict)))
                        .build(),
                Optional.empty());
    }

    private int look(long days) {
        Clock clock = Clock.fixed(SIGNED.plus(Duration.ofDays(days)), ZoneOffset.UTC);
        return new StaleProofs(book, raised, new ClaimCitations(log), clock, POLICY).look();
    }

    @Test
    void within_the_policy_nothing_is_told() {
        assertThat(look(30)).isZero();
        assertThat(raised.byKey()).isEmpty();
    }

    @Test
    void a_late_proof_is_told_once_when_it_turns_amber_and_once_when_it_turns_red() {
        assertThat(look(31)).isOne();
        look(40);
        assertThat(raised.byKey()).containsOnlyKeys("stale-proof 3 due");
        look(61);
        look(90);
        assertThat(raised.byKey()).containsOnlyKeys("stale-proof 3 due", "stale-proof 3 overdue");
        PublicEvent red = raised.byKey().get("stale-proof 3 overdue");
        assertThat(red.kind()).isEqualTo(EventKind.STALE_PROOF);
        assertThat(red.at()).isEqualTo(SIGNED.plus(Duration.ofDays(60)));
        assertThat(red.link()).isEqualTo("/addresses/" + HOT);
        assertThat(red.citation().line())
                .isEqualTo(
                        "The keys of " + HOT + " were last shown 61 days ago (policy 30 days); eip155:1 block 7, hash "
                                + "ab".repeat(32) + "; log index 3; SHA-256 " + Hash32.sha256(ENTRIES.get(3)));
    }

    @Test
    void a_proof_that_never_held_is_not_late_but_missing_and_no_event_dates_it() {
        AccountId cold = AccountId.parse("eip155:1:0x" + "c0".repeat(20));
        book.record(List.of(claim(4, cold, Verdict.inconclusive("not checked"))));
        assertThat(look(90)).isOne();
        assertThat(raised.byKey()).containsOnlyKeys("stale-proof 3 overdue");
    }
}
