package org.plainsight.registry.corrections.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.ChainReaders;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.log.MemoryLogStore;
import org.plainsight.log.TiledLog;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;
import org.plainsight.portal.MemoryAddressBook;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.corrections.MovedOnChain;
import org.plainsight.registry.job.ClaimCitations;
import org.plainsight.testing.RaisedEvents;
import org.plainsight.testing.TestClaim;

/** A chain that contradicts a disclaimer is told of with the disclaimer's place in the log, once. */
class ContradictionsTest {

    private static final AccountId COLD = MovedOnChain.account(1);
    private static final AccountId DISCLAIMED = MovedOnChain.account(2);
    private static final byte[] DISCLAIMER = "not ours".getBytes(StandardCharsets.UTF_8);

    private final MovedOnChain chain = new MovedOnChain();
    private final MemoryAddressBook book = new MemoryAddressBook();
    private final RaisedEvents raised = new RaisedEvents();
    private final MemoryLogStore store = new MemoryLogStore();
    private final TransparencyLog log = new TiledLog(store, (from, entries) -> {});
    private final Contradictions contradictions =
            new Contradictions(book, new ChainReaders(List.of(() -> List.of(chain))), raised, new ClaimCitations(log));

    @BeforeEach
    void claim() {
        store.inTransaction(() -> log.append(List.of(new byte[] {0}, DISCLAIMER)));
        book.record(List.of(claim(0, COLD, Claim.OWNED), claim(1, DISCLAIMED, Claim.NOT_OWNED)));
    }

    private static AddressClaim claim(long index, AccountId account, Claim claim) {
        return new AddressClaim(
                index,
                TestClaim.of("id-" + index, Instant.EPOCH, account, claim, "Example Ltd")
                        .build(),
                Optional.empty());
    }

    @Test
    void what_the_chain_bears_out_is_told_of_nowhere() {
        contradictions.look();
        assertThat(contradictions.all()).isEmpty();
        assertThat(raised.byKey()).isEmpty();
    }

    @Test
    void what_the_chain_contradicts_is_told_of_once_with_block_transaction_log_index_and_digest() {
        chain.in(DISCLAIMED, COLD, 5, "c1");
        chain.out(DISCLAIMED, COLD, 9, "c2");
        contradictions.look();
        contradictions.look();
        assertThat(contradictions.of(DISCLAIMED)).hasSize(1);
        assertThat(contradictions.of(COLD)).isEmpty();
        assertThat(raised.byKey()).hasSize(1);
        PublicEvent told = raised.byKey().values().iterator().next();
        assertThat(told.kind()).isEqualTo(EventKind.INCIDENT);
        assertThat(told.account()).contains(DISCLAIMED);
        assertThat(told.citation().line())
                .contains("transaction " + "c2".repeat(32))
                .endsWith("; eip155:31337 block 9, hash " + "ab".repeat(32) + "; log index 1; SHA-256 "
                        + Hash32.sha256(DISCLAIMER));
    }
}
