package org.plainsight.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.disclosure.StatementSigners;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.log.RefusedEntryException;
import org.plainsight.log.TransparencyLog;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.TestClaim;

/** What the gate of a served portal refuses, inside the append's own transaction. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ServedLogGateTest {

    private static int next = 1;

    private final TransparencyLog log;
    private final StatementSigners signers;
    private final AccountId fresh = AccountId.parse("eip155:31337:0x%040x".formatted((1L << 40) + next++));

    ServedLogGateTest(TransparencyLog log, StatementSigners signers) {
        this.log = log;
        this.signers = signers;
    }

    @Test
    void the_log_refuses_a_second_claim_that_does_not_supersede_the_first() {
        append(attribution(List.of()));
        assertRefused(attribution(List.of()), "stands at log index");
    }

    @Test
    void the_log_refuses_to_supersede_what_does_not_stand() {
        assertRefused(attribution(List.of(0L)), "no claim about this address stands");
        long first = append(attribution(List.of()));
        long second = append(attribution(List.of(first)));
        assertRefused(attribution(List.of(first)), "supersede exactly that one");
        assertThat(append(attribution(List.of(second)))).isEqualTo(second + 1);
    }

    @Test
    void two_claims_of_one_append_contradict_each_other_too() {
        byte[] entry = signers.entry(attribution(List.of()));
        long before = log.size();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> log.append(List.of(entry, entry))))
                .hasStackTraceContaining(RefusedEntryException.class.getName());
        assertThat(log.size()).isEqualTo(before);
    }

    @Test
    void the_log_refuses_statements_signed_in_the_wrong_role() {
        byte[] entry = SignedStatement.sign(attribution(List.of()), signers.of(SignerRole.MEASURING))
                .toEntry();
        assertRefused(entry, "not signed by a current key");
    }

    @Test
    void the_log_refuses_reserves_without_their_liabilities() {
        assertRefused(
                signers.entry(new ReservesStatement(
                        "ab".repeat(16),
                        "cd".repeat(32),
                        Instant.EPOCH,
                        AssetId.parse("eip155:31337/slip44:60"),
                        18,
                        Amount.ZERO,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        EvidenceGrade.CLAIMED,
                        0,
                        new PublishedFile("/x", "ef".repeat(32), 1))),
                "without its liabilities");
    }

    @Test
    void the_log_refuses_to_withdraw_what_was_never_published_and_what_is_no_statement() {
        assertRefused(
                signers.entry(new IncidentStatement(
                        IncidentStatement.Kind.WITHDRAWN_SNAPSHOT,
                        Instant.EPOCH,
                        "wrong",
                        Optional.empty(),
                        Optional.of("ab".repeat(16)))),
                "never published");
        assertRefused(new byte[] {'{', '}'}, "no statement");
    }

    private Attribution attribution(List<Long> supersedes) {
        return TestClaim.of(
                        "gate-" + fresh.address(),
                        Instant.parse("2026-11-22T10:00:00Z"),
                        fresh,
                        Claim.NOT_OWNED,
                        "Example")
                .supersedes(supersedes)
                .reason("not ours")
                .build();
    }

    private long append(Attribution attribution) {
        return QuarkusTransaction.requiringNew()
                .call(() -> log.append(List.of(signers.entry(attribution))).getFirst());
    }

    private void assertRefused(Attribution attribution, String why) {
        assertRefused(signers.entry(attribution), why);
    }

    private void assertRefused(byte[] entry, String why) {
        long before = log.size();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> log.append(List.of(entry))))
                .hasStackTraceContaining(why);
        assertThat(log.size()).isEqualTo(before);
    }
}
