package org.plainsight.liabilities.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.plainsight.merkle.Hash32;

/** On a cluster, a snapshot is what it is on one machine. */
class SparkTreesTest {

    private static final SnapshotId ID = new SnapshotId("0123456789abcdef0123456789abcdef");
    private static final byte[] SECRET =
            "this key must show in no event!!".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @TempDir
    Path temporary;

    private final Random random = new Random(20261125);

    @Test
    void any_number_of_partitions_gives_the_files_of_the_engine() throws IOException {
        try (JavaSparkContext spark = local()) {
            for (int[] shape : new int[][] {{1, 1, 1}, {2, 3, 1}, {9, 1, 1}, {33, 2, 1}, {700, 9, 4}}) {
                Path csv = balances(shape[0], shape[1], shape[2]);
                Map<String, String> engine = engine(csv);
                for (int partitions : shape[0] == 700 ? new int[] {1, 2, 3, 7, 64} : new int[] {1, 3, 64}) {
                    assertThat(onSpark(spark, csv, partitions, "cluster"))
                            .as("%s accounts, %s assets, %s partitions", shape[0], shape[1], partitions)
                            .isEqualTo(engine);
                }
            }
        }
    }

    @Test
    void trees_of_many_blocks_are_joined_as_the_engine_joins_them() throws IOException {
        Path csv = balances(150_000, 1, 1);
        Map<String, String> engine = engine(csv);
        try (JavaSparkContext spark = local()) {
            for (int partitions : new int[] {1, 3, 16}) {
                assertThat(onSpark(spark, csv, partitions, "cluster"))
                        .as("%s partitions", partitions)
                        .isEqualTo(engine);
            }
        }
    }

    @Test
    void executors_of_their_own_that_die_on_the_way_change_no_byte_and_no_event_names_the_key() throws IOException {
        Path csv = balances(60_000, 3, 2);
        Map<String, String> engine = engine(csv);
        Path events = Files.createDirectory(temporary.resolve("events"));
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger killed = new AtomicInteger();
        try (JavaSparkContext spark = cluster(events)) {
            spark.sc().addSparkListener(new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd end) {
                    if (ended.incrementAndGet() == 40) {
                        executors().findFirst().ifPresent(executor -> {
                            executor.destroyForcibly();
                            killed.incrementAndGet();
                        });
                    }
                }
            });
            assertThat(onSpark(spark, csv, 30, "cluster")).isEqualTo(engine);
        }
        assertThat(killed).as("executors that died").hasValue(1);
        String told = text(events);
        assertThat(told).contains("SparkListenerTaskEnd", "ExecutorLostFailure");
        assertThat(told)
                .doesNotContain(
                        new String(SECRET, java.nio.charset.StandardCharsets.US_ASCII),
                        java.util.HexFormat.of().formatHex(SECRET),
                        java.util.Base64.getEncoder().encodeToString(SECRET));
    }

    @Test
    void a_job_that_is_cancelled_leaves_nothing() throws IOException {
        Path csv = balances(2_000, 2, 1);
        Path to = temporary.resolve("never");
        try (JavaSparkContext spark = local()) {
            spark.sc().addSparkListener(new SparkListener() {
                @Override
                public void onTaskStart(SparkListenerTaskStart start) {
                    if (start.stageId() == 2) {
                        spark.sc().cancelAllJobs();
                    }
                }
            });
            assertThatThrownBy(() -> snapshot(40).build(spark, csv, control(csv), to))
                    .hasMessageContaining("cancelled");
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("never"));
        }
    }

    private static Stream<ProcessHandle> executors() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().command().orElse("").endsWith("java"));
    }

    private static JavaSparkContext local() {
        return new JavaSparkContext(SparkTrees.settings().setMaster("local[3]").set("spark.driver.host", "127.0.0.1"));
    }

    /** Two processes beside this one. Their class path is the jars of what SPARK_HOME names. */
    private static JavaSparkContext cluster(Path events) throws IOException {
        Path home = Path.of(System.getenv("SPARK_HOME"));
        Files.createDirectories(home.resolve("jars"));
        if (Files.notExists(home.resolve("RELEASE"))) {
            Files.createFile(home.resolve("RELEASE"));
        }
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new JavaSparkContext(SparkTrees.settings()
                .setMaster("local-cluster[2,1,512]")
                .set("spark.executor.memory", "512m")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.authenticate", "true")
                .set("spark.authenticate.secret", "of the test")
                .set("spark.network.crypto.enabled", "true")
                .set("spark.eventLog.enabled", "true")
                .set("spark.eventLog.dir", events.toUri().toString())
                .set("spark.executor.extraClassPath", classPath));
    }

    private static String text(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (file.toString().endsWith(".zstd")) {
                    try (var in = new com.github.luben.zstd.ZstdInputStream(new java.io.ByteArrayInputStream(bytes))) {
                        bytes = in.readAllBytes();
                    }
                }
                text.append(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        }
    }

    private static SparkSnapshot snapshot(int partitions) {
        return new SparkSnapshot(
                ID, new SnapshotKey(SECRET), ChunkPolicy.STANDARD, asset -> OptionalInt.of(8), partitions);
    }

    private Map<String, String> onSpark(JavaSparkContext spark, Path csv, int partitions, String name)
            throws IOException {
        Path to = temporary.resolve(name);
        BuildRecord record = snapshot(partitions).build(spark, csv, control(csv), to);
        assertThat(SnapshotBuild.readRecord(new SnapshotDirectory(to))).isEqualTo(record);
        Map<String, String> files = files(to);
        SnapshotDirectory.discard(to);
        return files;
    }

    private Map<String, String> engine(Path csv) throws IOException {
        Path to = temporary.resolve("engine");
        SnapshotDirectory directory = SnapshotDirectory.create(to);
        Files.copy(csv, directory.balances());
        Files.copy(control(csv), directory.control());
        try (Balances balances = BalancesReader.read(
                csv,
                Files.readAllBytes(control(csv)),
                asset -> OptionalInt.of(8),
                LiabilitiesPolicy.standard(),
                Optional.empty(),
                Progress.SILENT)) {
            new SnapshotBuild(
                            directory,
                            ID,
                            new SnapshotKey(SECRET),
                            ChunkPolicy.STANDARD,
                            Capacity.ofMachine(),
                            Progress.SILENT)
                    .run(balances);
        }
        Map<String, String> files = files(to);
        SnapshotDirectory.discard(to);
        return files;
    }

    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(directory)) {
            for (Path file : list.toList()) {
                files.put(
                        file.getFileName().toString(),
                        Hash32.sha256(Files.readAllBytes(file)).toHex());
            }
        }
        assertThat(files).containsKeys("key", "build.json", "secrets", "references", "capabilities", "tree-0");
        return files;
    }

    private static Path control(Path csv) {
        return Path.of(csv + ".control.json");
    }

    /** Every account has the first asset and each further one with a chance of one in {@code sparse}; some amounts are wide. */
    private Path balances(int accounts, int assets, int sparse) throws IOException {
        StringBuilder csv = new StringBuilder("account,id,entity,asset,kind,amount\n");
        Map<String, BigInteger> totals = new TreeMap<>();
        int rows = 0;
        for (int i = 0; i < accounts; i++) {
            String id = String.format("%064x", new BigInteger(256, random));
            for (int a = 0; a < assets; a++) {
                if (a == 0 || random.nextInt(sparse) == 0) {
                    String asset = String.format("eip155:1/erc20:0x%040x", a + 1);
                    BigInteger amount = new BigInteger(a % 2 == 0 ? 60 : 90, random);
                    csv.append("customer-" + i + "," + id + ",Example Ltd," + asset + ",0," + amount + "\n");
                    totals.merge(asset, amount, BigInteger::add);
                    rows++;
                }
            }
        }
        Path file = temporary.resolve("balances-" + accounts + ".csv");
        Files.writeString(file, csv);
        String declared = totals.entrySet().stream()
                .map(t -> "{\"asset\":\"" + t.getKey() + "\",\"kind\":0,\"amount\":\"" + t.getValue() + "\"}")
                .collect(Collectors.joining(","));
        Files.writeString(
                control(file),
                "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"rows\":" + rows + ",\"ledger\":\"test\",\"totals\":["
                        + declared + "]}");
        return file;
    }
}
