package org.plainsight.chain.evm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.Amount;
import org.plainsight.merkle.Hash32;

/** A block of the real chain, and a real answer of {@code eth_getProof}. */
class RealProofTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("plainsight.vectors", "../shared/vectors"), "evm-proofs");

    private static JsonNode block;
    private static JsonNode proof;

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "1 block and 1 proof skipped: no vectors in " + FOLDER);
        block = new ObjectMapper().readTree(FOLDER.resolve("block.json").toFile());
        proof = new ObjectMapper().readTree(FOLDER.resolve("proof.json").toFile());
        block = block.has("result") ? block.path("result") : block;
        proof = proof.has("result") ? proof.path("result") : proof;
    }

    private static ProvenHeader header() {
        return HeaderFields.find(
                        hash(block.path("hash")), name -> block.path(name).asText(null))
                .orElseThrow();
    }

    @Test
    void the_header_hashes_to_the_blocks_hash() {
        assertThat(header().number()).isEqualTo(Long.decode(block.path("number").asText()));
        assertThat(header().stateRoot()).isEqualTo(hash(block.path("stateRoot")));
        assertThat(header().parentHash()).isEqualTo(hash(block.path("parentHash")));
    }

    @Test
    void a_header_with_any_field_changed_is_not_the_blocks() {
        for (String changed : List.of("stateRoot", "receiptsRoot", "timestamp", "number", "withdrawalsRoot", "nonce")) {
            assertThat(HeaderFields.find(hash(block.path("hash")), name -> {
                        String value = block.path(name).asText(null);
                        return !name.equals(changed) || value == null
                                ? value
                                : value.substring(0, value.length() - 1) + (value.endsWith("1") ? "2" : "1");
                    }))
                    .isEmpty();
        }
    }

    @Test
    void a_header_with_a_field_left_out_is_not_the_blocks() {
        assertThat(HeaderFields.find(
                        hash(block.path("hash")),
                        name -> name.equals("withdrawalsRoot")
                                ? null
                                : block.path(name).asText(null)))
                .isEmpty();
    }

    @Test
    void account_and_storage_are_proven() {
        StateProof state = new StateProof(header().stateRoot(), nodes(all()));
        AccountState account = account(state);

        assertThat(account.balance().units()).isEqualTo(number(proof.path("balance")));
        assertThat(account.nonce()).isEqualTo(number(proof.path("nonce")));
        assertThat(account.storageRoot()).isEqualTo(hash(proof.path("storageHash")));
        for (JsonNode slot : proof.path("storageProof")) {
            assertThat(state.storage(account, hash(slot.path("key"))))
                    .isEqualTo(new Proven.Value<>(new Amount(number(slot.path("value")))));
        }
    }

    @Test
    void any_flipped_byte_is_refused() {
        List<byte[]> nodes = all();
        int refused = 0;
        for (int node = 0; node < nodes.size(); node++) {
            for (int at = 0; at < nodes.get(node).length; at++) {
                List<byte[]> changed = new ArrayList<>(nodes);
                changed.set(node, nodes.get(node).clone());
                changed.get(node)[at] ^= (byte) (1 << at % 8);
                if (isBroken(changed)) {
                    refused++;
                }
            }
        }
        assertThat(refused)
                .isEqualTo(nodes.stream().mapToInt(node -> node.length).sum());
    }

    @Test
    void a_proof_of_one_account_proves_nothing_of_another() {
        String other = "0x" + "11".repeat(20);
        assertThat(new StateProof(header().stateRoot(), nodes(all())).account(other))
                .isInstanceOf(Proven.Broken.class);
    }

    private static boolean isBroken(List<byte[]> nodes) {
        StateProof state = new StateProof(header().stateRoot(), nodes(nodes));
        return !(state.account(proof.path("address").asText()) instanceof Proven.Value<AccountState>(var account))
                || state.storage(
                                account, hash(proof.path("storageProof").path(0).path("key")))
                        instanceof Proven.Broken;
    }

    private static AccountState account(StateProof state) {
        if (state.account(proof.path("address").asText()) instanceof Proven.Value<AccountState>(var account)) {
            return account;
        }
        throw new AssertionError("the account is not proven");
    }

    private static List<byte[]> all() {
        List<byte[]> nodes = new ArrayList<>();
        proof.path("accountProof").forEach(node -> nodes.add(bytes(node)));
        proof.path("storageProof").forEach(slot -> slot.path("proof").forEach(node -> nodes.add(bytes(node))));
        return nodes;
    }

    private static NodeSet nodes(List<byte[]> bytes) {
        NodeSet nodes = new NodeSet();
        bytes.forEach(nodes::add);
        return nodes;
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText().substring(2));
    }

    private static BigInteger number(JsonNode hex) {
        return new BigInteger(hex.asText().substring(2), 16);
    }

    private static Hash32 hash(JsonNode hex) {
        return Hash32.fromHex(hex.asText().substring(2));
    }
}
