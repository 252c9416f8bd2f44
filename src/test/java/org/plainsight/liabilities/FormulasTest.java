package org.plainsight.liabilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumHasher;
import org.plainsight.merkle.SumNode;

/** The vectors on which three implementations agreed. */
class FormulasTest {

    private static final SnapshotId SNAPSHOT =
            new SnapshotId(sha("demo|2026-01-01").toHex().substring(0, 32));
    private static final Hash32 SALT = sha("salt");
    private static final CustomerIdentity ALICE =
            new CustomerIdentity("100200300", "alice@example.com", "correct horse");
    private static final Hash32 S = SNAPSHOT.accountSecret(SALT, ALICE.digest());

    @Test
    void an_identity_digest_is_the_published_one() {
        assertThat(ALICE.digest().toHex())
                .isEqualTo("322fe58f35c4f5af180a2950265f48e00fa43afa22fbda267b22cc50f0ce2904");
    }

    @Test
    void an_account_secret_is_the_published_one() {
        assertThat(S.toHex()).isEqualTo("a61fef91765aa3b788b10d13481df2da0bf8b55a82ac0c558bfd9c6f3a25ada5");
    }

    @Test
    void leaves_and_their_parent_are_the_published_ones() {
        SumNode left = SumHasher.leaf(0, 0, S, BigInteger.valueOf(123456789));
        SumNode right = SumHasher.leaf(1, 0, S, BigInteger.ONE);
        SumNode parent = SumHasher.node(1, 0, left, right);

        assertThat(left.hash().toHex()).isEqualTo("669191b2d92340b738ed593277cc0bf52013de0338076eb5409c4340e59029ad");
        assertThat(right.hash().toHex()).isEqualTo("cf1ddd77a1772ca31c950c459c4900ec5ccd766b19fe6b47bcdefddc5ac43964");
        assertThat(parent.hash().toHex()).isEqualTo("3a92eca32ff7c2d0107b66cc0119e811107d0a6173b49997f9457447da2a02a1");
        assertThat(parent.sum()).isEqualTo(123456790);
    }

    @Test
    void an_e_mail_is_trimmed_and_lowered_and_a_phrase_is_composed() {
        assertThat(new CustomerIdentity("100200300", "  Alice@Example.COM ", "correct horse").digest())
                .isEqualTo(ALICE.digest());
        assertThat(new CustomerIdentity("1", "a@b", "cafe\u0301").digest())
                .isEqualTo(new CustomerIdentity("1", "a@b", "caf\u00e9").digest());
        assertThat(new CustomerIdentity("1", "a@b", "Phrase").digest())
                .isNotEqualTo(new CustomerIdentity("1", "a@b", "phrase").digest());
    }

    @Test
    void parts_of_an_identity_cannot_flow_into_each_other() {
        assertThat(new CustomerIdentity("1", "23", "").digest())
                .isNotEqualTo(new CustomerIdentity("12", "3", "").digest());
        assertThat(new CustomerIdentity("1", "2", "3").digest())
                .isNotEqualTo(new CustomerIdentity("1", "", "23").digest());
    }

    @Test
    void an_identity_keeps_out_of_messages() {
        assertThat(ALICE.toString()).doesNotContain("alice", "100200300", "horse");
    }

    private static Hash32 sha(String text) {
        return Hash32.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
