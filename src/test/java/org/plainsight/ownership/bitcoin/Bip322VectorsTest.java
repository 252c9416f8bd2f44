package org.plainsight.ownership.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.OwnershipProof;

/** The published vectors of BIP-322. */
class Bip322VectorsTest {

    private static final ChainId MAINNET = ChainId.parse("bip122:000000000019d6689c085ae165831e93");

    record Case(String name, String address, String message, String signature) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<JsonNode> files() {
        List<JsonNode> files = new ArrayList<>();
        for (String name : List.of("basic-test-vectors.json", "generated-test-vectors.json")) {
            Path file = Path.of(System.getProperty("plainsight.vectors"), "bip322", name);
            assumeTrue(Files.exists(file), "vectors absent: " + file);
            try {
                files.add(new ObjectMapper().readTree(file.toFile()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return files;
    }

    private static Stream<Case> signed(String group) {
        List<Case> cases = new ArrayList<>();
        for (JsonNode file : files()) {
            for (JsonNode vector : file.path(group)) {
                for (JsonNode signature : vector.path("bip322_signatures")) {
                    cases.add(new Case(
                            vector.path("type").asText() + " " + cases.size(),
                            vector.path("address").asText(),
                            vector.path("message").asText(),
                            signature.asText()));
                }
            }
        }
        return cases.stream();
    }

    static Stream<Case> simple() {
        return signed("simple");
    }

    static Stream<Case> full() {
        return Stream.concat(signed("full"), signed("proof_of_funds"));
    }

    static Stream<Case> errors() {
        return files().stream()
                .flatMap(file -> file.path("error").valueStream())
                .map(vector -> new Case(
                        vector.path("description").asText(),
                        vector.path("address").asText(),
                        vector.path("message").asText(),
                        vector.path("signature").asText()));
    }

    private static Verdict verify(Case vector) {
        return new BitcoinSignatures()
                .verify(
                        new AccountId(MAINNET, vector.address()),
                        new OwnershipProof.Bip322(vector.message(), vector.signature()));
    }

    @ParameterizedTest
    @MethodSource("simple")
    void a_published_simple_signature_is_valid(Case vector) {
        assertThat(verify(vector)).isInstanceOf(Verdict.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("full")
    void a_published_full_or_proof_of_funds_signature_is_valid(Case vector) {
        assertThat(verify(vector)).isInstanceOf(Verdict.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void a_published_bad_signature_is_invalid(Case vector) {
        assertThat(verify(vector)).isInstanceOf(Verdict.Invalid.class);
    }

    @ParameterizedTest
    @MethodSource("full")
    void no_published_full_signature_survives_a_changed_byte(Case vector) {
        byte[] bytes = Base64.getDecoder().decode(vector.signature().substring(3));
        Random random = new Random(vector.signature().hashCode());
        for (int i = 0; i < 60; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Verdict verdict = verify(new Case(
                    "changed",
                    vector.address(),
                    vector.message(),
                    vector.signature().substring(0, 3) + Base64.getEncoder().encodeToString(changed)));
            if (!vector.signature().startsWith("pof")) {
                assertThat(verdict.isValid()).isFalse();
            }
        }
    }

    @Test
    void the_virtual_transactions_have_the_published_ids() {
        for (JsonNode vector : files().getFirst().path("tx_hashes")) {
            String message = vector.path("message").asText();
            byte[] script = Destination.decode(
                            UtxoNetwork.BITCOIN, vector.path("address").asText())
                    .orElseThrow()
                    .script();
            MessageTransactions transactions = new MessageTransactions(message, script);
            assertThat(HexFormat.of().formatHex(MessageTransactions.messageHash(message)))
                    .isEqualTo(vector.path("message_hash").asText());
            assertThat(printed(transactions.toSpendId()))
                    .isEqualTo(vector.path("to_spend_tx_hash").asText());
            assertThat(printed(transactions.toSignId()))
                    .isEqualTo(vector.path("to_sign_tx_hash").asText());
        }
    }

    private static String printed(byte[] id) {
        byte[] reversed = new byte[id.length];
        for (int i = 0; i < id.length; i++) {
            reversed[i] = id[id.length - 1 - i];
        }
        return HexFormat.of().formatHex(reversed);
    }
}
