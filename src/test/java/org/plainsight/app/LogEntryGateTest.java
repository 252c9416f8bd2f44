package org.plainsight.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.KeyStatement;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.QuorumStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.disclosure.SignedStatement.StatementSignature;
import org.plainsight.disclosure.SignerRole;
import org.plainsight.evidence.EvidenceGrade;
import org.plainsight.log.RefusedEntryException;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.TestClaim;
import org.plainsight.testing.TestSigner;
import org.postgresql.ds.PGSimpleDataSource;

/** What contradicts the log is refused at its door, over a real PostgreSQL. */
class LogEntryGateTest {

    private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");
    private static final String SNAPSHOT = "ab".repeat(16);
    private static final PublishedFile FILE = new PublishedFile("/snapshots/x/a.json", "cd".repeat(32), 12);

    private final TestSigner operator = TestSigner.operator();
    private final TestSigner measuring = new TestSigner(SignerRole.MEASURING);

    private LogEntryGate gate;
    private long next;

    @BeforeEach
    void two_keys_stand() {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        Flyway.configure().dataSource(source).load().migrate();
        gate = new LogEntryGate(new AdmittedStatements(source));
        take(added(operator), operator);
        take(added(measuring), operator, measuring);
    }

    @Test
    void a_second_root_for_one_snapshot_is_refused_in_another_append_and_in_the_same() {
        take(liabilities("11"), operator);
        refused("a root for snapshot", liabilities("11"), operator);
        refused("a root for snapshot", liabilities("22"), operator);
        String other = "ef".repeat(16);
        refusedTogether(
                "a root for snapshot",
                signed(liabilities(other, "11"), operator),
                signed(liabilities(other, "22"), operator));
        take(liabilities(other, "11"), operator);
    }

    @Test
    void a_second_claim_about_one_address_is_refused_unless_it_supersedes_exactly_the_standing_one() {
        long first = take(claim(7, List.of()), operator);
        refused("a claim about", claim(7, List.of()), operator);
        refused("a claim about", claim(7, List.of(first + 1)), operator);
        refused("a claim about", claim(7, List.of(0L, first)), operator);
        refusedTogether("a claim about", signed(claim(8, List.of()), operator), signed(claim(8, List.of()), operator));
        long second = take(claim(7, List.of(first)), operator);
        refused("a claim about", claim(7, List.of(first)), operator);
        take(claim(7, List.of(second)), operator);
    }

    @Test
    void a_retraction_without_a_claim_is_refused() {
        refused("no claim about this address stands", claim(9, List.of(1L)), operator);
    }

    @Test
    void of_two_thousand_claims_the_one_that_stands_is_found() {
        long from = next;
        takeTogether(IntStream.range(0, 2_000)
                .mapToObj(i -> signed(claim(i, List.of()), operator))
                .toList());
        refused("stands at log index " + (from + 1_234), claim(1_234, List.of()), operator);
        take(claim(1_234, List.of(from + 1_234)), operator);
    }

    @Test
    void reserves_stand_once_for_each_asset_and_only_beside_their_liabilities() {
        refused("without its liabilities", reserves(), measuring);
        take(liabilities("11"), operator);
        take(reserves(), measuring);
        refused("already", reserves(), measuring);
    }

    @Test
    void a_snapshot_that_was_never_published_cannot_be_withdrawn() {
        IncidentStatement withdrawn = new IncidentStatement(
                IncidentStatement.Kind.WITHDRAWN_SNAPSHOT, TIME, "wrong", Optional.empty(), Optional.of(SNAPSHOT));
        refused("never published", withdrawn, measuring);
        take(liabilities("11"), operator);
        take(withdrawn, measuring);
    }

    @Test
    void a_statement_by_a_key_of_another_role_or_with_one_false_signature_is_refused() {
        refused("not signed by a current key", claim(1, List.of()), measuring);
        refused("not signed by a current key", liabilities("11"), TestSigner.operator());
        SignedStatement good = signed(claim(1, List.of()), operator);
        StatementSignature strange = new StatementSignature(
                operator.publicKey(),
                signed(claim(2, List.of()), operator).signatures().getFirst().signature());
        SignedStatement padded =
                new SignedStatement(good.disclosure(), List.of(good.signatures().getFirst(), strange));
        refusedTogether("does not hold", padded);
        assertThatThrownBy(() -> gate.admit(next, List.of("{}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(RefusedEntryException.class);
    }

    @Test
    void two_of_three_must_sign_once_the_log_says_so_and_a_revoked_key_is_heard_no_more() {
        TestSigner second = TestSigner.operator();
        TestSigner third = TestSigner.operator();
        take(added(second), operator, second);
        take(added(third), operator, third);
        take(new QuorumStatement(SignerRole.OPERATOR, 2), operator);
        refused("2 must sign", liabilities("11"), operator);
        take(liabilities("11"), operator, third);
        take(new KeyStatement(SignerRole.OPERATOR, KeyStatement.Action.REVOKED, third.publicKey()), operator, second);
        refused("2 must sign", claim(1, List.of()), operator, third);
        refused("was added before", added(third), operator, second, third);
        take(claim(1, List.of()), operator, second);
    }

    private long take(Disclosure what, TestSigner... signers) {
        takeTogether(List.of(signed(what, signers)));
        return next - 1;
    }

    private void takeTogether(List<SignedStatement> statements) {
        List<byte[]> entries = statements.stream().map(SignedStatement::toEntry).toList();
        gate.admit(next, entries);
        next += entries.size();
    }

    private void refused(String why, Disclosure what, TestSigner... signers) {
        refusedTogether(why, signed(what, signers));
    }

    private void refusedTogether(String why, SignedStatement... statements) {
        List<byte[]> entries =
                Arrays.stream(statements).map(SignedStatement::toEntry).toList();
        assertThatThrownBy(() -> gate.admit(next, entries))
                .isInstanceOf(RefusedEntryException.class)
                .hasMessageContaining(why);
    }

    private static SignedStatement signed(Disclosure what, TestSigner... signers) {
        List<StatementSignature> signatures = new ArrayList<>();
        for (TestSigner signer : signers) {
            signatures.addAll(SignedStatement.sign(what, signer).signatures());
        }
        return new SignedStatement(what, signatures);
    }

    private static KeyStatement added(TestSigner key) {
        return new KeyStatement(key.role(), KeyStatement.Action.ADDED, key.publicKey());
    }

    private static LiabilitiesStatement liabilities(String header) {
        return liabilities(SNAPSHOT, header);
    }

    private static LiabilitiesStatement liabilities(String snapshot, String header) {
        return new LiabilitiesStatement(
                snapshot,
                TIME,
                1,
                header.repeat(32),
                "00".repeat(32),
                1,
                "11".repeat(32),
                5,
                List.of(),
                FILE,
                FILE,
                FILE,
                FILE);
    }

    private static ReservesStatement reserves() {
        return new ReservesStatement(
                SNAPSHOT,
                "11".repeat(32),
                TIME,
                AssetId.parse("eip155:1/slip44:60"),
                18,
                Amount.of(5),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                EvidenceGrade.CLAIMED,
                2,
                FILE);
    }

    private static Attribution claim(int number, List<Long> supersedes) {
        return TestClaim.of(
                        "claim-" + number,
                        TIME,
                        AccountId.parse("eip155:1:0x%040x".formatted(number + 1)),
                        Attribution.Claim.OWNED,
                        "Example")
                .role(Attribution.Role.COLD)
                .supersedes(supersedes)
                .build();
    }
}
