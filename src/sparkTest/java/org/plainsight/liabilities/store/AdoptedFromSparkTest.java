package org.plainsight.liabilities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.balances.BalancesReader;
import org.plainsight.liabilities.spark.SparkSnapshot;
import org.plainsight.liabilities.spark.SparkTrees;
import org.plainsight.liabilities.tree.BuildRecord;
import org.plainsight.liabilities.tree.ChunkPolicy;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.liabilities.tree.SnapshotKey;

/** What a cluster built, a portal takes in. */
class AdoptedFromSparkTest {

    private static final KnownAssets ASSETS = asset -> OptionalInt.of(8);
    private static final int ACCOUNTS = 3_000;

    @TempDir
    Path temporary;

    @Test
    void a_directory_from_the_cluster_is_taken_in_and_a_bent_one_is_not() throws IOException {
        SnapshotDirectory built = new SnapshotDirectory(temporary.resolve("built"));
        BuildRecord record = build(built);

        SnapshotDirectory adopted = adopt(built, "adopted");

        try (Stream<Path> files = Files.list(built.path())) {
            for (Path file : files.toList()) {
                assertThat(adopted.path().resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
        assertThat(new BuiltElsewhere(adopted).record()).isEqualTo(record);

        byte[] secrets = Files.readAllBytes(built.secrets());
        secrets[4_000] ^= 1;
        Files.write(built.secrets(), secrets);
        assertThatThrownBy(() -> adopt(built, "refused"))
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining("secrets: ");
    }

    /** As the portal does it, but for its database. */
    private SnapshotDirectory adopt(SnapshotDirectory from, String name) throws IOException {
        BuiltElsewhere elsewhere = new BuiltElsewhere(from);
        SnapshotDirectory to = SnapshotDirectory.create(temporary.resolve(name));
        Files.copy(from.balances(), to.balances());
        Files.copy(from.control(), to.control());
        try (Balances balances = BalancesReader.read(
                to.balances(),
                Files.readAllBytes(to.control()),
                ASSETS,
                LiabilitiesPolicy.standard(),
                Optional.empty(),
                Progress.SILENT)) {
            elsewhere.compare(balances, ChunkPolicy.STANDARD);
        }
        elsewhere.copyAndCheck(to, Progress.SILENT);
        return to;
    }

    private BuildRecord build(SnapshotDirectory to) throws IOException {
        String asset = "eip155:1/slip44:60";
        StringBuilder csv = new StringBuilder("account,id,entity,asset,kind,amount\n");
        for (int i = 0; i < ACCOUNTS; i++) {
            csv.append(String.format("customer-%d,%064x,Example Ltd,%s,0,%d%n", i, i, asset, i));
        }
        Path input = temporary.resolve("balances.csv");
        Path control = temporary.resolve("control.json");
        Files.writeString(input, csv);
        Files.writeString(
                control,
                "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"rows\":" + ACCOUNTS + ",\"ledger\":\"test\",\"totals\":"
                        + "[{\"asset\":\"" + asset + "\",\"kind\":0,\"amount\":\"" + ACCOUNTS * (ACCOUNTS - 1L) / 2
                        + "\"}]}");
        SparkSnapshot snapshot = new SparkSnapshot(
                new SnapshotId("ef".repeat(16)),
                SnapshotKey.random(new SecureRandom()),
                ChunkPolicy.STANDARD,
                ASSETS,
                5);
        try (JavaSparkContext spark = new JavaSparkContext(
                SparkTrees.settings().setMaster("local[2]").set("spark.driver.host", "127.0.0.1"))) {
            return snapshot.build(spark, input, control, to.path());
        }
    }
}
