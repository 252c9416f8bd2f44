package org.plainsight.liabilities.spark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.plainsight.asset.AssetId;
import org.plainsight.liabilities.Defect;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.spark.JobCost;
import org.plainsight.liabilities.spark.SparkSnapshot;
import org.plainsight.liabilities.spark.SparkTrees;
import org.plainsight.liabilities.tree.BuildRecord;
import org.plainsight.liabilities.tree.ChunkPolicy;
import org.plainsight.liabilities.tree.SnapshotKey;

/** Builds a snapshot's directory on a cluster. The key is never an argument: those stand in Spark's pages and event log. */
public final class SparkBuild {

    private static final int REFUSED = 2;
    private static final String USAGE = """
            usage: spark BALANCES --assets FILE --out DIRECTORY [options]
              BALANCES        account,id,entity,asset,kind,amount as plain CSV; BALANCES.control.json beside it
              --assets FILE   lines 'asset,decimals', asset as CAIP-19
              --out DIR       the snapshot's directory, which must not exist
              --control FILE  the control record
              --partitions N  ranges of tree positions; 64 by default
              --key FILE      32 bytes, with --snapshot: the same input gives the same bytes again
              --snapshot ID   32 hexadecimal digits; random by default, like the key
            """;

    private SparkBuild() {}

    public static void main(String[] arguments) throws IOException {
        int exit;
        try {
            exit = run(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("plainsight: " + e.getMessage());
            System.err.print(USAGE);
            exit = REFUSED;
        } catch (MalformedBalancesException e) {
            System.err.println("plainsight: refused, nothing was kept:");
            for (Defect defect : e.defects()) {
                System.err.println("  " + defect);
            }
            exit = REFUSED;
        }
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static int run(String[] arguments) throws IOException {
        Map<String, String> options = options(arguments);
        Path csv = Path.of(need(options, "BALANCES"));
        Path control = Path.of(options.getOrDefault("--control", csv + ".control.json"));
        SparkSnapshot snapshot = new SparkSnapshot(
                Optional.ofNullable(options.get("--snapshot"))
                        .map(SnapshotId::new)
                        .orElseGet(() -> SnapshotId.random(new SecureRandom())),
                key(options),
                ChunkPolicy.STANDARD,
                assets(Path.of(need(options, "--assets"))),
                Integer.parseInt(options.getOrDefault("--partitions", "64")));
        SparkConf settings = SparkTrees.settings().setIfMissing("spark.master", "local[*]");
        refuseInTheClear(settings);
        try (JavaSparkContext spark = new JavaSparkContext(settings)) {
            spark.setLogLevel("WARN");
            JobCost cost = new JobCost();
            spark.sc().addSparkListener(cost);
            BuildRecord record = snapshot.build(spark, csv, control, Path.of(need(options, "--out")));
            print(record, cost);
        }
        return 0;
    }

    /** The key and customers' secrets go to the executors. */
    private static void refuseInTheClear(SparkConf settings) {
        if (!settings.get("spark.master").startsWith("local")
                && !settings.getBoolean("spark.network.crypto.enabled", false)
                && !settings.getBoolean("spark.ssl.rpc.enabled", false)) {
            throw new IllegalArgumentException("the key would cross the network in the clear:"
                    + " set spark.authenticate and spark.network.crypto.enabled, or spark.ssl.rpc.enabled");
        }
    }

    private static void print(BuildRecord record, JobCost cost) {
        System.out.println(
                "snapshot " + record.id().hex() + ", " + record.accounts() + " accounts, root " + record.assetsRoot());
        for (Snapshot.Tree tree : record.trees()) {
            System.out.println("  " + tree.asset() + " kind " + tree.kind() + "  " + tree.leaves() + " leaves");
        }
        System.out.println(cost.perLeaf(
                record.trees().stream().mapToLong(Snapshot.Tree::leaves).sum()));
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean named = arguments[i].startsWith("--");
            if (named && (!USAGE.contains("  " + arguments[i] + " ") || i + 1 == arguments.length)) {
                throw new IllegalArgumentException("no option " + arguments[i] + ", or nothing behind it");
            }
            String name = named ? arguments[i] : "BALANCES";
            if (options.put(name, named ? arguments[++i] : arguments[i]) != null) {
                throw new IllegalArgumentException(name + " stands twice");
            }
        }
        return options;
    }

    private static String need(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static SnapshotKey key(Map<String, String> options) throws IOException {
        String file = options.get("--key");
        return file == null
                ? SnapshotKey.random(new SecureRandom())
                : new SnapshotKey(Files.readAllBytes(Path.of(file)));
    }

    private static KnownAssets assets(Path file) {
        Map<AssetId, Integer> decimals = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int comma = line.lastIndexOf(',');
                if (comma < 0) {
                    throw new IllegalArgumentException(file + ": '" + line + "' is not 'asset,decimals'");
                }
                decimals.put(AssetId.parse(line.substring(0, comma)), Integer.parseInt(line.substring(comma + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return asset -> {
            Integer known = decimals.get(asset);
            return known == null ? OptionalInt.empty() : OptionalInt.of(known);
        };
    }
}
