package org.plainsight.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.bitcoin.BitcoinSignatures;
import org.plainsight.ownership.evm.EvmSignatures;

/** The signatures that OKX published with its own checking tool. */
class PublishedSignaturesTest {

    private static final Map<String, String> CHAINS = Map.of(
            "BTC", "bip122:000000000019d6689c085ae165831e93",
            "LTC", "bip122:12a765e31ffd4059bada1e25190f6e98",
            "DOGE", "bip122:1a91e3dace36e2be3bf030a65679fe82",
            "BSV", "bip122:000000000000000001d956714215d96f",
            "BCHN", "bip122:000000000000000000651ef99cb9fcbe",
            "TRX", "tron:0x2b6653dc",
            "ETH", "eip155:1");

    record Case(AccountId account, OwnershipProof proof) {}

    static Stream<Case> vectors() throws IOException {
        Path file = Path.of(System.getProperty("plainsight.vectors"), "okx-v1", "signature_vectors.json");
        assumeTrue(Files.exists(file), "vectors absent: " + file);
        List<Case> cases = new ArrayList<>();
        for (JsonNode vector : new ObjectMapper().readTree(file.toFile())) {
            String group = vector.path("group").asText();
            boolean ours = group.equals("TestVerifyUtxoCoinSignature")
                    || group.equals("TestVerifyEvmCoinSignature")
                    || group.equals("TestTRXVerifySignature");
            String chain = CHAINS.get(vector.path("coin").asText());
            if (ours && chain != null) {
                cases.add(new Case(
                        new AccountId(ChainId.parse(chain), vector.path("addr").asText()), proof(vector)));
            }
        }
        return cases.stream();
    }

    private static OwnershipProof proof(JsonNode vector) {
        String message = vector.path("msg").asText();
        String script = vector.path("script").asText();
        if (!script.isEmpty()) {
            return new OwnershipProof.RedeemScriptMultisig(
                    message,
                    script,
                    List.of(vector.path("sign1").asText(), vector.path("sign2").asText()));
        }
        String signature = vector.has("sign1")
                ? vector.path("sign1").asText()
                : vector.path("sign").asText();
        return new OwnershipProof.Published(message, signature);
    }

    private static Verdict verify(AccountId account, OwnershipProof proof) {
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(
                        new BitcoinSignatures(),
                        new EvmSignatures((contract, height, hash) -> new ContractOwners.Unread("no node"))),
                (chain, height, hash) -> KnownBlocks.Answer.UNKNOWN);
        return verifier.verify(account, proof, new ChallengePolicy.AnyText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_published_signature_is_valid(Case vector) {
        assertThat(verify(vector.account(), vector.proof())).isInstanceOf(Verdict.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_signature_by_one_key_in_two_slots_is_invalid(Case vector) {
        if (vector.proof() instanceof OwnershipProof.RedeemScriptMultisig multisig) {
            String first = multisig.signatures().getFirst();
            OwnershipProof twice = new OwnershipProof.RedeemScriptMultisig(
                    multisig.message(), multisig.redeemScript(), List.of(first, first));
            assertThat(verify(vector.account(), twice)).isInstanceOf(Verdict.Invalid.class);
        } else {
            OwnershipProof other = new OwnershipProof.Published(
                    vector.proof().message() + "!", vector.proof().signatures().getFirst());
            assertThat(verify(vector.account(), other)).isInstanceOf(Verdict.Invalid.class);
        }
    }
}
