package org.plainsight.liabilities.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.balances.Accounts;
import org.plainsight.liabilities.balances.BalanceColumn;
import org.plainsight.liabilities.tree.ChunkPolicy;
import org.plainsight.liabilities.tree.LeafSlice;
import org.plainsight.liabilities.tree.SecretParts;
import org.plainsight.liabilities.tree.SecretPlan;
import org.plainsight.liabilities.tree.SnapshotBuild;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.liabilities.tree.SnapshotKey;
import org.plainsight.liabilities.tree.TreeParts;
import org.plainsight.liabilities.tree.TreePlan;
import scala.Tuple2;

/**
 * Hashes a snapshot on a cluster. First the accounts' secrets; then slices of items become leaves, a shuffle by ranges of
 * tree positions brings them to their blocks, each block is folded, and the driver joins the blocks as they come. How many
 * partitions there are, and which machine does what how often, never shows in a file.
 */
public final class SparkTrees implements SnapshotBuild.Trees {

    /** The most partitions that may be asked for. */
    public static final int MAX_PARTITIONS = 1 << 16;

    private static final int MOST_IN_SLICE = 1 << 17;

    private final JavaSparkContext spark;
    private final int partitions;
    private final SnapshotDirectory directory;
    private final SnapshotId id;
    private final SnapshotKey key;
    private final ChunkPolicy chunks;

    /** @param partitions ranges of tree positions, 1 to {@link #MAX_PARTITIONS} */
    public SparkTrees(
            JavaSparkContext spark,
            int partitions,
            SnapshotDirectory directory,
            SnapshotId id,
            SnapshotKey key,
            ChunkPolicy chunks) {
        if (partitions < 1 || partitions > MAX_PARTITIONS) {
            throw new IllegalArgumentException("partitions from 1 to " + MAX_PARTITIONS + ", not " + partitions);
        }
        this.spark = spark;
        this.partitions = partitions;
        this.directory = directory;
        this.id = id;
        this.key = key;
        this.chunks = chunks;
    }

    /**
     * What the job wants of Spark unless told otherwise: hashes do not compress, results are written as they come and so
     * have no limit in sum, and customers' secrets lie on no disk in the clear.
     */
    public static SparkConf settings() {
        return new SparkConf()
                .setIfMissing("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .setIfMissing("spark.shuffle.compress", "false")
                .setIfMissing("spark.broadcast.compress", "false")
                .setIfMissing("spark.io.encryption.enabled", "true")
                .setIfMissing("spark.driver.maxResultSize", "0")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.app.name", "plainsight liabilities");
    }

    @Override
    public List<Snapshot.Tree> write(Accounts accounts, List<BalanceColumn> columns) throws IOException {
        writeSecrets(accounts);
        long balances = columns.stream().mapToLong(BalanceColumn::size).sum();
        try (TreeParts parts = new TreeParts(directory, columns, chunks, key, inSlice(balances))) {
            writeTrees(parts);
            return parts.finish();
        }
    }

    private int inSlice(long all) {
        return Math.clamp(Math.ceilDiv(all, (long) partitions), 1, MOST_IN_SLICE);
    }

    private void writeSecrets(Accounts accounts) throws IOException {
        Broadcast<SecretPlan> plan = spark.broadcast(new SecretPlan(key, id));
        int each = inSlice(accounts.size());
        try (SecretParts parts = new SecretParts(directory, accounts, each)) {
            SliceRdd<byte[], byte[]> hashed = new SliceRdd<>(
                    spark.sc(),
                    parts.slices(),
                    parts::ids,
                    (number, ids) ->
                            List.of(plan.value().secrets(number * each, ids)).iterator());
            ResultJob.run(hashed, (number, secrets) -> secrets.next(), parts::write);
            parts.finish();
        } finally {
            plan.destroy();
        }
    }

    private void writeTrees(TreeParts parts) {
        Broadcast<TreePlan> plan = spark.broadcast(parts.plan());
        int ranges = partitions;
        try {
            SliceRdd<LeafSlice, Tuple2<Integer, byte[]>> leaves =
                    new SliceRdd<>(spark.sc(), parts.slices(), parts::slice, (number, slice) -> hash(plan, slice));
            JavaPairRDD<Integer, byte[]> byRange = JavaPairRDD.fromJavaRDD(leaves.toJavaRDD())
                    .repartitionAndSortWithinPartitions(new PositionRanges(ranges, plan));
            ResultJob.run(
                    byRange.rdd(),
                    (range, records) -> fold(plan.value(), range, ranges, records),
                    (range, blocks) -> blocks.forEach(block -> parts.block(block._1(), block._2())));
        } finally {
            plan.destroy();
        }
    }

    private static Iterator<Tuple2<Integer, byte[]>> hash(Broadcast<TreePlan> plan, LeafSlice slice) {
        List<Tuple2<Integer, byte[]>> leaves = new ArrayList<>();
        plan.value().hash(slice, (block, packed) -> leaves.add(new Tuple2<>(block, packed)));
        return leaves.iterator();
    }

    /** The records come sorted by block, so no more than one block's leaves are held. */
    private static List<Tuple2<Integer, byte[]>> fold(
            TreePlan plan, int range, int ranges, Iterator<Tuple2<Integer, byte[]>> records) {
        TreePlan.Folding folding = plan.new Folding();
        List<Tuple2<Integer, byte[]>> blocks = new ArrayList<>();
        Tuple2<Integer, byte[]> next = records.hasNext() ? records.next() : null;
        for (int block = plan.firstOf(range, ranges); block < plan.firstOf(range + 1, ranges); block++) {
            List<byte[]> leaves = new ArrayList<>();
            while (next != null && next._1() == block) {
                leaves.add(next._2());
                next = records.hasNext() ? records.next() : null;
            }
            blocks.add(new Tuple2<>(block, folding.fold(block, leaves)));
        }
        if (next != null) {
            throw new IllegalStateException("leaves of block " + next._1() + " among those of range " + range);
        }
        return blocks;
    }
}
