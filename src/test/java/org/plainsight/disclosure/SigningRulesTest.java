package org.plainsight.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.disclosure.KeyStatement.Action;
import org.plainsight.disclosure.SignedStatement.StatementSignature;
import org.plainsight.testing.TestSigner;

class SigningRulesTest {

    private final SigningRules rules = new SigningRules();

    @Test
    void the_first_key_speaks_for_itself_and_nobody_else_does() {
        TestSigner alice = TestSigner.operator();
        TestSigner mallory = TestSigner.operator();
        assertRefused(added(SignerRole.OPERATOR, alice), mallory);
        assertRefused(policy(1), alice);
        assertRefused(added(SignerRole.MEASURING, mallory), mallory);
        take(added(SignerRole.OPERATOR, alice), alice);
        take(policy(1), alice);
        assertRefused(policy(2), mallory);
    }

    @Test
    void with_two_of_three_needed_one_stolen_key_says_nothing_in_a_thousand_tries() {
        TestSigner[] keys = {TestSigner.operator(), TestSigner.operator(), TestSigner.operator()};
        TestSigner portal = TestSigner.operator();
        quorumOfTwo(keys);
        take(added(SignerRole.MEASURING, portal), keys[0], keys[1], portal);
        TestSigner thief = TestSigner.operator();
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            TestSigner stolen = keys[random.nextInt(3)];
            Disclosure what = switch (i % 5) {
                case 0 -> policy(i);
                case 1 -> new QuorumStatement(SignerRole.OPERATOR, 1);
                case 2 -> added(SignerRole.OPERATOR, thief);
                case 3 -> new KeyStatement(SignerRole.OPERATOR, Action.REVOKED, keys[random.nextInt(3)].publicKey());
                default -> StatementSamples.attribution();
            };
            // twice by one key, with the portal's own, with the thief's
            TestSigner[] signers = switch (i % 3) {
                case 0 -> new TestSigner[] {stolen, stolen};
                case 1 -> new TestSigner[] {stolen, portal};
                default -> new TestSigner[] {stolen, thief};
            };
            assertRefused(what, signers);
        }
        take(policy(7), keys[2], keys[0]);
    }

    @Test
    void a_revoked_key_signs_nothing_more_and_never_returns() {
        TestSigner[] keys = {TestSigner.operator(), TestSigner.operator(), TestSigner.operator()};
        quorumOfTwo(keys);
        take(new KeyStatement(SignerRole.OPERATOR, Action.REVOKED, keys[2].publicKey()), keys[0], keys[1]);
        assertRefused(policy(1), keys[0], keys[2]);
        assertRefused(added(SignerRole.OPERATOR, keys[2]), keys[0], keys[1], keys[2]);
        assertRefused(new KeyStatement(SignerRole.OPERATOR, Action.REVOKED, keys[1].publicKey()), keys[0], keys[1]);
    }

    @Test
    void a_new_key_shows_that_somebody_holds_it() {
        TestSigner alice = TestSigner.operator();
        TestSigner bob = TestSigner.operator();
        take(added(SignerRole.OPERATOR, alice), alice);
        assertRefused(added(SignerRole.OPERATOR, bob), alice);
        take(added(SignerRole.OPERATOR, bob), alice, bob);
        assertRefused(added(SignerRole.OPERATOR, bob), alice, bob);
    }

    @Test
    void no_more_keys_can_be_needed_than_there_are() {
        TestSigner alice = TestSigner.operator();
        take(added(SignerRole.OPERATOR, alice), alice);
        assertRefused(new QuorumStatement(SignerRole.OPERATOR, 2), alice);
        assertRefused(new QuorumStatement(SignerRole.OPERATOR, 0), alice);
        assertRefused(new QuorumStatement(SignerRole.MEASURING, 1), alice);
    }

    @Test
    void one_false_signature_beside_enough_good_ones_refuses_the_statement() {
        TestSigner alice = TestSigner.operator();
        take(added(SignerRole.OPERATOR, alice), alice);
        SignedStatement good = signed(policy(1), alice);
        List<StatementSignature> signatures = new ArrayList<>(good.signatures());
        signatures.add(new StatementSignature(
                TestSigner.operator().publicKey(), good.signatures().getFirst().signature()));
        assertThat(rules.problem(new SignedStatement(policy(1), signatures))).isPresent();
    }

    @Test
    void quorum_statements_read_back_as_written() {
        TestSigner alice = TestSigner.operator();
        SignedStatement statement = signed(new QuorumStatement(SignerRole.OPERATOR, 2), alice);
        assertThat(SignedStatement.fromEntry(statement.toEntry())).isEqualTo(statement);
    }

    private void quorumOfTwo(TestSigner... keys) {
        take(added(SignerRole.OPERATOR, keys[0]), keys[0]);
        for (TestSigner key : Arrays.copyOfRange(keys, 1, keys.length)) {
            take(added(SignerRole.OPERATOR, key), keys[0], key);
        }
        take(new QuorumStatement(SignerRole.OPERATOR, 2), keys[0]);
    }

    private static KeyStatement added(SignerRole role, TestSigner key) {
        return new KeyStatement(role, Action.ADDED, key.publicKey());
    }

    private static PolicyStatement policy(int number) {
        return new PolicyStatement("policy " + number, StatementSamples.FILE);
    }

    private void take(Disclosure what, TestSigner... signers) {
        assertThat(rules.problem(signed(what, signers))).isEmpty();
        rules.take(what);
    }

    private void assertRefused(Disclosure what, TestSigner... signers) {
        assertThat(rules.problem(signed(what, signers))).isPresent();
    }

    private static SignedStatement signed(Disclosure what, TestSigner... signers) {
        List<StatementSignature> signatures = new ArrayList<>();
        for (TestSigner signer : signers) {
            signatures.addAll(SignedStatement.sign(what, signer).signatures());
        }
        return new SignedStatement(what, signatures);
    }
}
