package org.plainsight.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.evidence.Verdict;
import org.plainsight.testing.TestSigner;

class SignedStatementTest {

    private static final TestSigner SIGNER = TestSigner.operator();

    static Iterable<Disclosure> statements() {
        return StatementSamples.all();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void every_statement_reads_back_as_it_was_written(Disclosure disclosure) {
        SignedStatement signed = SignedStatement.sign(disclosure, SIGNER);

        SignedStatement read = SignedStatement.fromEntry(signed.toEntry());

        assertThat(read).isEqualTo(signed);
        assertThat(read.verify(SIGNER.publicKey())).isInstanceOf(Verdict.Valid.class);
        assertThat(read.toEntry()).isEqualTo(signed.toEntry());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_single_changed_byte_is_refused_or_breaks_the_signature(Disclosure disclosure) {
        byte[] entry = SignedStatement.sign(disclosure, SIGNER).toEntry();
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] changed = entry.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(verdictOf(changed)).as("byte %d", at).isNotInstanceOf(Verdict.Valid.class);
        }
    }

    private static Verdict verdictOf(byte[] entry) {
        try {
            return SignedStatement.fromEntry(entry).verify(SIGNER.publicKey());
        } catch (MalformedStatementException e) {
            return Verdict.invalid("malformed");
        }
    }

    @Test
    void the_same_key_and_signature_in_another_spelling_do_not_hold() {
        byte[] message = {1, 2, 3};
        String key = SIGNER.publicKey();
        String signature = Base64.getEncoder().encodeToString(SIGNER.sign(message));

        assertThat(new SignedStatement.StatementSignature(key, signature).holds(message))
                .isTrue();
        for (int at = 0; at < key.length(); at++) {
            if (Character.isLetter(key.charAt(at))) {
                String capital = key.substring(0, at) + Character.toUpperCase(key.charAt(at)) + key.substring(at + 1);
                assertThat(new SignedStatement.StatementSignature(capital, signature).holds(message))
                        .isFalse();
            }
        }
        for (String other : List.of(signature.replace("=", ""), signature + "\n", signature.replace("==", "="))) {
            assertThat(new SignedStatement.StatementSignature(key, other).holds(message))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    void a_statement_signed_by_another_key_is_invalid() {
        SignedStatement signed = SignedStatement.sign(StatementSamples.attribution(), TestSigner.operator());

        assertThat(signed.verify(SIGNER.publicKey())).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void text_that_is_json_but_not_canonical_is_refused() {
        String entry = new String(
                SignedStatement.sign(StatementSamples.attribution(), SIGNER).toEntry(), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SignedStatement.fromEntry((entry + " ").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedStatementException.class)
                .hasMessageContaining("canonical");
    }

    @Test
    void random_bytes_are_refused_and_never_anything_else() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThatThrownBy(() -> SignedStatement.fromEntry(noise)).isInstanceOf(MalformedStatementException.class);
        }
    }

    @Test
    void deep_nesting_is_refused_before_it_costs_anything() {
        byte[] deep = "[".repeat(60_000).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CanonicalJson.read(deep))
                .isInstanceOf(MalformedStatementException.class)
                .hasMessageContaining("nested");
    }
}
