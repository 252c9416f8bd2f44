package org.plainsight.liabilities.spark;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Balances;
import org.plainsight.liabilities.balances.BalancesReader;
import org.plainsight.liabilities.tree.BuildRecord;
import org.plainsight.liabilities.tree.Capacity;
import org.plainsight.liabilities.tree.ChunkPolicy;
import org.plainsight.liabilities.tree.SnapshotBuild;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.liabilities.tree.SnapshotKey;

/**
 * From a balances file to the directory of a snapshot, hashed on a cluster. The directory appears in one step, when all of
 * it is on the disk and the second path agrees; until then it lies beside its place under a name of its own.
 */
public record SparkSnapshot(SnapshotId id, SnapshotKey key, ChunkPolicy chunks, KnownAssets assets, int partitions) {

    /**
     * @throws org.plainsight.liabilities.MalformedBalancesException where the input is refused
     * @throws FileAlreadyExistsException where there is something in its place already
     */
    public BuildRecord build(JavaSparkContext spark, Path csv, Path control, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Path place = to.toAbsolutePath();
        Path beside = Files.createDirectories(Objects.requireNonNull(place.getParent()));
        Path making = Files.createTempDirectory(beside, place.getFileName() + ".building-");
        SnapshotDirectory directory = new SnapshotDirectory(making);
        try {
            Files.copy(csv, directory.balances());
            Files.copy(control, directory.control());
            BuildRecord record = hash(spark, directory);
            SnapshotBuild.check(directory, record, Progress.SILENT);
            SnapshotDirectory.publishDirectory(making, place);
            return record;
        } finally {
            SnapshotDirectory.discard(making);
        }
    }

    private BuildRecord hash(JavaSparkContext spark, SnapshotDirectory directory) throws IOException {
        try (Balances balances = BalancesReader.read(
                directory.balances(),
                Files.readAllBytes(directory.control()),
                assets,
                LiabilitiesPolicy.standard(),
                Optional.empty(),
                Progress.SILENT)) {
            SparkTrees trees = new SparkTrees(spark, partitions, directory, id, key, chunks);
            return new SnapshotBuild(directory, id, key, chunks, Capacity.ofMachine(), Progress.SILENT)
                    .run(balances, trees);
        }
    }
}
