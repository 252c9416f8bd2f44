package org.plainsight.liabilities.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.BalanceStatement;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumHasher;
import org.plainsight.merkle.SumNode;

/**
 * Generates the published vectors of the liabilities format. Run with {@code -Dplainsight.write-vectors=true} to write
 * the file anew; otherwise the file must be what the code gives.
 */
class LiabilitiesVectorsTest {

    private static final Path FILE = Path.of("docs/formats/liabilities-vectors.json");

    @Test
    void the_published_vectors_are_what_the_code_gives() throws IOException {
        String generated = CanonicalJson.text(vectors()).replace(",\"", ",\n\"") + "\n";
        if (Boolean.getBoolean("plainsight.write-vectors")) {
            Files.writeString(FILE, generated);
        }
        assertThat(Files.readString(FILE)).isEqualTo(generated);
    }

    private static Json vectors() {
        SnapshotId snapshot = new SnapshotId(sha("demo|2026-01-01").toHex().substring(0, 32));
        Hash32 id = new CustomerIdentity("100200300", "alice@example.com", "correct horse").digest();
        Hash32 secret = snapshot.accountSecret(sha("salt"), id);
        SumNode left = SumHasher.leaf(0, 0, secret, BigInteger.valueOf(123456789));
        SumNode right = SumHasher.leaf(1, 0, secret, BigInteger.ONE);
        SumNode parent = SumHasher.node(1, 0, left, right);
        AssetId bitcoin = AssetId.parse("bip122:000000000019d6689c085ae165831e93/slip44:0");
        Hash32 record = new AssetRecord(0, bitcoin, 0, 8, 3, parent).hash(snapshot);
        List<Hash32> records = List.of(record, sha("R1"), sha("R2"));
        Hash32 root = TaggedTree.of(TaggedTree.Tag.ASSETS, records).root();
        Hash32 header = new SnapshotHeader(
                        snapshot,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        3,
                        root,
                        SnapshotHeader.NO_PREVIOUS,
                        sha("manifest"),
                        sha("policy"))
                .hash();
        Hash32 statement = new BalanceStatement(
                        header,
                        secret,
                        List.of(new BalanceStatement.Balance(bitcoin, 0, BigInteger.valueOf(123456790))),
                        BalanceStatement.paths("[]".getBytes(StandardCharsets.UTF_8)))
                .hash();
        return Json.object()
                .put("snapshot", snapshot.hex())
                .put("salt", sha("salt").toHex())
                .put("id", id.toHex())
                .put("secret", secret.toHex())
                .put("leaf_a0_c0_123456789", left.hash().toHex())
                .put("leaf_a0_c1_1", right.hash().toHex())
                .put("node_l1", parent.hash().toHex())
                .put("record_a0_d3_btc_decimals8_kind0_of_node_l1", record.toHex())
                .put("root_of_record_and_sha_R1_R2", root.toHex())
                .put("header_cutoff_2026_manifest_sha_manifest_policy_sha_policy", header.toHex())
                .put("statement_btc_123456790_assets_empty_list", statement.toHex())
                .put("prover_key_sha_key", prover())
                .build();
    }

    private static Json prover() {
        byte[] padding = new byte[32];
        new SnapshotKey(sha("key").toBytes()).padding(1).hash(2, 5, padding, 0);
        SnapshotKey key = new SnapshotKey(sha("key").toBytes());
        Permutation permutation = new Permutation(key.permutation(1), 12);
        return Json.object()
                .put("salt_of_account_7", key.salt(7).toHex())
                .put("capability_of_alice", key.capability("alice").toHex())
                .put(
                        "permutation_a1_of_0_to_11",
                        Json.array(
                                IntStream.range(0, 12)
                                        .mapToObj(i -> (long) permutation.apply(i))
                                        .toList(),
                                Json.Int::new))
                .put("padding_a1_l2_i5", Hash32.of(padding).toHex())
                .put(
                        "cut_a1_account7_j1_of_1000000",
                        key.cut(1, 7, 1, BigInteger.valueOf(1_000_000)).toString())
                .build();
    }

    private static Hash32 sha(String text) {
        return Hash32.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
