package org.plainsight.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LogVectorsTest {

    @TestFactory
    Stream<DynamicTest> every_published_inclusion_probe_has_its_outcome() {
        return TlogVectors.below("inclusion").stream()
                .map(file -> DynamicTest.dynamicTest(file.getParent().getFileName() + "/" + file.getFileName(), () -> {
                    JsonNode probe = TlogVectors.parse(file);
                    assertThat(inclusionProblem(probe).isPresent())
                            .as("%s", probe.get("desc"))
                            .isEqualTo(probe.get("wantErr").asBoolean());
                }));
    }

    @TestFactory
    Stream<DynamicTest> every_published_consistency_probe_has_its_outcome() {
        return TlogVectors.below("consistency").stream()
                .map(file -> DynamicTest.dynamicTest(file.getParent().getFileName() + "/" + file.getFileName(), () -> {
                    JsonNode probe = TlogVectors.parse(file);
                    Optional<String> problem = LogProof.verifyConsistency(
                            unsigned(probe, "size1"),
                            unsigned(probe, "size2"),
                            hashes(probe.get("proof")),
                            hash(probe.get("root1")),
                            hash(probe.get("root2")));
                    assertThat(problem.isPresent())
                            .as("%s: %s", probe.get("desc"), problem)
                            .isEqualTo(probe.get("wantErr").asBoolean());
                }));
    }

    @Test
    void the_eight_leaf_reference_tree_is_rebuilt_with_every_root_and_proof() {
        JsonNode tree = TlogVectors.read("rfc6962-8leaf.json");
        List<Hash32> leaves = new ArrayList<>();
        for (JsonNode leaf : tree.get("leaves_hex")) {
            leaves.add(LogTree.leafHash(HexFormat.of().parseHex(leaf.asText())));
        }
        assertThat(leaves).isEqualTo(hexes(tree.get("leaf_hashes_hex")));
        SubtreeHashes hashes = SubtreeHashes.ofLeaves(leaves);
        tree.get("roots_hex")
                .properties()
                .forEach(root -> assertThat(LogTree.root(Long.parseLong(root.getKey()), hashes)
                                .toHex())
                        .isEqualTo(root.getValue().asText()));
        for (JsonNode proof : tree.get("inclusion")) {
            assertThat(LogTree.inclusionProof(
                            proof.get("index").asLong(), proof.get("size").asLong(), hashes))
                    .isEqualTo(hexes(proof.get("proof_hex")));
        }
        assertThat(tree.get("consistency")).isNotEmpty();
        for (JsonNode proof : tree.get("consistency")) {
            long size1 = proof.get("size1").asLong();
            long size2 = proof.get("size2").asLong();
            if (size1 > 0) {
                assertThat(LogTree.consistencyProof(size1, size2, hashes)).isEqualTo(hexes(proof.get("proof_hex")));
            }
        }
    }

    /** A root or leaf of another length is refused one step before the verifier. */
    private static Optional<String> inclusionProblem(JsonNode probe) {
        for (String field : List.of("root", "leafHash")) {
            if (Base64.getDecoder().decode(probe.get(field).asText()).length != Hash32.LENGTH) {
                return Optional.of("the " + field + " is no hash");
            }
        }
        return LogProof.verifyInclusion(
                unsigned(probe, "leafIdx"),
                unsigned(probe, "treeSize"),
                hash(probe.get("leafHash")),
                hashes(probe.get("proof")),
                hash(probe.get("root")));
    }

    private static long unsigned(JsonNode probe, String field) {
        return Long.parseUnsignedLong(probe.get(field).asText());
    }

    private static List<Hash32> hexes(JsonNode list) {
        List<Hash32> hashes = new ArrayList<>();
        list.forEach(item -> hashes.add(Hash32.fromHex(item.asText())));
        return hashes;
    }

    private static List<Hash32> hashes(JsonNode list) {
        List<Hash32> hashes = new ArrayList<>();
        list.forEach(item -> hashes.add(hash(item)));
        return hashes;
    }

    /** Some consistency probes name a root of another length where only sameness matters; a stand-in keeps it. */
    private static Hash32 hash(JsonNode item) {
        byte[] bytes = Base64.getDecoder().decode(item.asText());
        return bytes.length == Hash32.LENGTH ? Hash32.of(bytes) : Hash32.sha256(bytes);
    }
}
