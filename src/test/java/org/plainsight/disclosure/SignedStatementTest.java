package org.plainsight.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.evidence.Verdict;

class SignedStatementTest {

    private static final FileLessSigner SIGNER = new FileLessSigner();

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
    void a_statement_signed_by_another_key_is_invalid() {
        SignedStatement signed = SignedStatement.sign(StatementSamples.attribution(), new FileLessSigner());

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

    /** A key that lives for one test. */
    private static final class FileLessSigner implements StatementSigner {
        private final KeyPair pair;

        FileLessSigner() {
            try {
                pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SignerRole role() {
            return SignerRole.OPERATOR;
        }

        @Override
        public String publicKey() {
            byte[] spki = pair.getPublic().getEncoded();
            return HexFormat.of().formatHex(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
        }

        @Override
        public byte[] sign(byte[] message) {
            try {
                Signature ed25519 = Signature.getInstance("Ed25519");
                ed25519.initSign(pair.getPrivate());
                ed25519.update(message);
                return ed25519.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
