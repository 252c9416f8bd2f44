package org.plainsight.ownership;

import static java.util.Map.entry;
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
import org.plainsight.ownership.ed25519.Ed25519Signatures;
import org.plainsight.ownership.evm.EvmSignatures;

/** The signatures that OKX published with its own checking tool. */
class PublishedSignaturesTest {

    private static final Map<String, String> CHAINS = Map.ofEntries(
            entry("BTC", "bip122:000000000019d6689c085ae165831e93"),
            entry("LTC", "bip122:12a765e31ffd4059bada1e25190f6e98"),
            entry("DOGE", "bip122:1a91e3dace36e2be3bf030a65679fe82"),
            entry("BSV", "bip122:000000000000000001d956714215d96f"),
            entry("BCHN", "bip122:000000000000000000651ef99cb9fcbe"),
            entry("TRX", "tron:0x2b6653dc"),
            entry("ETH", "eip155:1"),
            entry("ETH-LINEA", "eip155:59144"),
            entry("OKB-X1", "eip155:196"),
            entry("OKB-X1-USDT", "eip155:196"),
            entry("OKB-OKC20", "eip155:66"),
            entry("LTCK-OKC20", "eip155:66"),
            entry("DOT", "polkadot:91b171bb158e2d3848fa23a9f1c25182"),
            entry("APTOS", "aptos:1"),
            entry("SUI", "sui:mainnet"),
            entry("SOL", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"),
            entry("NEAR", "near:mainnet"),
            // Pi writes its addresses as Stellar does
            entry("PI", "stellar:pubnet"));
    /** Signatures that no rules are known for here: they must stay open, never right and never wrong. */
    private static final Map<String, String> UNKNOWN = Map.of(
            "BETH", "beacon:1", "FIL", "fil:f", "OKT", "cosmos:exchain-66", "CFX", "conflux:1029", "ELF", "aelf:AELF");

    record Case(AccountId account, OwnershipProof proof) {}

    private static Stream<Case> vectors(Map<String, String> chains) throws IOException {
        Path file = Path.of(System.getProperty("plainsight.vectors"), "okx-v1", "signature_vectors.json");
        assumeTrue(Files.exists(file), "vectors absent: " + file);
        List<Case> cases = new ArrayList<>();
        for (JsonNode vector : new ObjectMapper().readTree(file.toFile())) {
            String chain = chains.get(vector.path("coin").asText());
            boolean hexAddress = vector.path("addr").asText().matches("0x[0-9a-fA-F]{40}");
            if (chain != null && hexAddress && !chain.startsWith("eip155")) {
                // the same coin under an address of its EVM side
                chain = chains.equals(UNKNOWN) ? null : chain;
            }
            if (chain != null) {
                cases.add(new Case(
                        new AccountId(
                                ChainId.parse(chain),
                                vector.path("addr").asText().replace(':', '-')),
                        proof(vector)));
            }
        }
        return cases.stream();
    }

    static Stream<Case> vectors() throws IOException {
        return vectors(CHAINS);
    }

    static Stream<Case> unknown() throws IOException {
        return vectors(UNKNOWN);
    }

    private static OwnershipProof proof(JsonNode vector) {
        String message = vector.path("msg").asText();
        String script = vector.path("script").asText();
        // a P2PKH script beside a single signature says what the address says already
        if (!script.isEmpty() && !script.startsWith("76a9")) {
            return new OwnershipProof.RedeemScriptMultisig(
                    message,
                    script,
                    List.of(vector.path("sign1").asText(), vector.path("sign2").asText()));
        }
        String signature = vector.has("sign1")
                ? vector.path("sign1").asText()
                : vector.path("sign").asText();
        String key = vector.path("pub").asText() + vector.path("pubKey").asText();
        return new OwnershipProof.Published(message, signature, key);
    }

    private static Verdict verify(AccountId account, OwnershipProof proof) {
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(
                        new BitcoinSignatures(),
                        new EvmSignatures((contract, height, hash) -> new ContractOwners.Unread("no node")),
                        new Ed25519Signatures()),
                (chain, height, hash) -> KnownBlocks.Answer.UNKNOWN);
        return verifier.verify(account, proof, new ChallengePolicy.AnyText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_published_signature_is_valid(Case vector) {
        assertThat(verify(vector.account(), vector.proof())).isInstanceOf(Verdict.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void a_signature_whose_rules_are_not_known_stays_inconclusive(Case vector) {
        assertThat(verify(vector.account(), vector.proof())).isInstanceOf(Verdict.Inconclusive.class);
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
            OwnershipProof.Published shown = (OwnershipProof.Published) vector.proof();
            OwnershipProof other =
                    new OwnershipProof.Published(shown.message() + "!", shown.signature(), shown.publicKey());
            assertThat(verify(vector.account(), other)).isInstanceOf(Verdict.Invalid.class);
        }
    }
}
