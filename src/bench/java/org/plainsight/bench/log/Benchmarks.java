package org.plainsight.bench.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.plainsight.app.BenchGate;
import org.plainsight.bench.Benchmark;
import org.plainsight.bench.Figures;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.log.Cosigner;
import org.plainsight.log.LogStore;
import org.plainsight.log.PublishedTiles;
import org.plainsight.log.Sequencer;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TiledLog;
import org.plainsight.log.TransparencyLog;
import org.plainsight.log.export.TileExport;
import org.plainsight.log.store.BenchLog;
import org.plainsight.log.store.HighestSignedFile;
import org.plainsight.log.store.KeyFile;
import org.plainsight.log.store.PublicDirectory;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.recheck.Mirror;
import org.plainsight.recheck.PublishedLog;
import org.plainsight.recheck.Report;
import org.plainsight.recheck.rpc.FileSite;

/**
 * The log over a PostgreSQL that keeps what it commits, with the portal's own gate: every entry is a signed statement that
 * the gate reads, verifies and compares.
 */
public final class Benchmarks implements Benchmark {

    private static final int QUICK = 20_000;
    private static final int FULL = 250_000;
    private static final int BATCH = 250;
    private static final int IDLE_ROUNDS = 5;
    private static final long ROUND_MILLIS = 1_000;
    private static final int PROOFS = 2_000;
    private static final String ORIGIN = "bench.example/log";

    private Path home = Path.of("target", "bench", "log");
    private KeyFile key = KeyFile.create(home.resolve("log.key"), ORIGIN, new SecureRandom());

    @Override
    public void run(Figures figures, boolean quick) throws Exception {
        home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "log");
        key = KeyFile.create(home.resolve("log.key"), ORIGIN, new SecureRandom());
        List<byte[]> entries = new SampleEntries().make(quick ? QUICK : FULL);
        figures.note(entries.size() + " signed statements of " + entries.getLast().length + " bytes");
        double hashing = hashing(entries);
        figures.note("hashing limit: %,.0f entries/s, leaf and node, on one core".formatted(hashing));
        double verifying = verifying(entries);
        figures.note("verifying limit: %,.0f Ed25519 signatures/s on one core".formatted(verifying));
        try (BenchLog bench = new BenchLog(home.resolve("postgres"), "log")) {
            World world = new World(bench, "first");
            world.load(figures, entries, hashing);
            world.idle(figures);
            world.proofs(figures, hashing);
            world.mirror(figures, hashing, entries.size());
        }
        try (BenchLog bench = new BenchLog(home.resolve("postgres"), "restored")) {
            new World(bench, "second").restore(figures, hashing);
        }
        delete(home);
    }

    private static double hashing(List<byte[]> entries) {
        long start = System.nanoTime();
        List<Hash32> leaves = entries.stream().map(LogTree::leafHash).toList();
        Hash32 root = LogTree.root(leaves);
        double seconds = seconds(start);
        if (root.equals(LogTree.emptyRoot())) {
            throw new IllegalStateException("nothing was hashed");
        }
        return entries.size() / seconds;
    }

    private static double verifying(List<byte[]> entries) {
        List<byte[]> some = entries.subList(0, Math.min(entries.size(), PROOFS));
        long start = System.nanoTime();
        for (byte[] entry : some) {
            if (SignedStatement.fromEntry(entry).falseSignature().isPresent()) {
                throw new IllegalStateException("a signature does not hold");
            }
        }
        return some.size() / seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One log with everything it takes. */
    private final class World {

        private final BenchLog bench;
        private final LogStore store;
        private final TransparencyLog log;
        private final Sequencer sequencer;
        private final Path mirror = home.resolve("mirror");

        private World(BenchLog bench, String name) {
            this.bench = bench;
            this.store = bench.store();
            this.log = new TiledLog(store, BenchGate.over(bench.dataSource()));
            this.sequencer = new Sequencer(
                    store,
                    new HighestSignedFile(home.resolve(name).resolve("highest-signed")),
                    key,
                    ORIGIN,
                    Clock.systemUTC(),
                    () -> true,
                    Cosigner.NOBODY);
        }

        private long covered() {
            return log.checkpoint().map(SignedCheckpoint::size).orElse(0L);
        }

        /** Appends as fast as it goes while a round runs every second, as the portal does it. */
        private void load(Figures figures, List<byte[]> entries, double hashing) throws Exception {
            AtomicBoolean stop = new AtomicBoolean();
            List<long[]> appended = new ArrayList<>();
            List<long[]> signed = new ArrayList<>();
            Thread rounds = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    long begin = System.nanoTime();
                    sequencer.run();
                    signed.add(new long[] {covered(), System.nanoTime()});
                    pause(begin);
                }
            });
            long start = System.nanoTime();
            for (int from = 0; from < entries.size(); from += BATCH) {
                List<byte[]> batch = entries.subList(from, Math.min(entries.size(), from + BATCH));
                bench.inTransaction(() -> log.append(batch));
                appended.add(new long[] {from + batch.size(), System.nanoTime()});
            }
            while (covered() < entries.size()) {
                Thread.sleep(5);
            }
            double seconds = seconds(start);
            stop.set(true);
            rounds.join();
            figures.rate("log.entries", entries.size() / seconds, "entries/s", hashing);
            figures.time("log.checkpoint.loaded", worst(appended, signed), "s", 2 * flushed());
        }

        private double worst(List<long[]> appended, List<long[]> signed) {
            double worst = 0;
            int round = 0;
            for (long[] append : appended) {
                while (signed.get(round)[0] < append[0]) {
                    round++;
                }
                worst = Math.max(worst, (signed.get(round)[1] - append[1]) / 1e9);
            }
            return worst;
        }

        private void idle(Figures figures) throws Exception {
            double worst = 0;
            AtomicBoolean stop = new AtomicBoolean();
            Thread rounds = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    long begin = System.nanoTime();
                    sequencer.run();
                    pause(begin);
                }
            });
            for (byte[] entry : new SampleEntriesOfMore(store.size()).make(IDLE_ROUNDS)) {
                Thread.sleep(new Random().nextInt(700));
                long start = System.nanoTime();
                LogStore direct = bench.store();
                bench.inTransaction(() -> new TiledLog(direct, (from, all) -> {}).append(List.of(entry)));
                long size = store.size();
                while (covered() < size) {
                    Thread.sleep(1);
                }
                worst = Math.max(worst, seconds(start));
            }
            stop.set(true);
            rounds.join();
            figures.time("log.checkpoint.idle", worst, "s", 2 * flushed());
        }

        private void proofs(Figures figures, double hashing) {
            Random random = new Random(1);
            long size = covered();
            double height = Math.ceil(Math.log((double) size) / Math.log(2));
            long start = System.nanoTime();
            for (int i = 0; i < PROOFS; i++) {
                if (log.receipt(random.nextLong(size)).isEmpty()) {
                    throw new IllegalStateException("no receipt");
                }
            }
            figures.rate("log.proof.inclusion", PROOFS / seconds(start), "proofs/s", hashing / height);
            start = System.nanoTime();
            for (int i = 0; i < PROOFS; i++) {
                log.consistency(1 + random.nextLong(size - 1), size);
            }
            figures.rate("log.proof.consistency", PROOFS / seconds(start), "proofs/s", hashing / height);
        }

        private void mirror(Figures figures, double hashing, int checked) throws IOException {
            new TileExport(log, new PublishedTiles(store), new PublicDirectory(mirror.resolve("log"))).run();
            Files.writeString(mirror.resolve("log").resolve("verifier-key"), key.verifierKey() + "\n");
            long start = System.nanoTime();
            read();
            figures.rate("log.recheck", checked / seconds(start), "entries/s", hashing);
        }

        private PublishedLog read() {
            Report report = new Report(finding -> {});
            return new Mirror(new FileSite(mirror), report, Clock.systemUTC().instant())
                    .read(Optional.empty())
                    .orElseThrow(
                            () -> new IllegalStateException(report.findings().toString()));
        }

        private void restore(Figures figures, double hashing) {
            long start = System.nanoTime();
            List<byte[]> entries = read().entries().stream()
                    .map(entry -> entry.json().getBytes(StandardCharsets.UTF_8))
                    .toList();
            List<byte[]> statements = entries.subList(0, entries.size() - IDLE_ROUNDS);
            for (int from = 0; from < statements.size(); from += 5_000) {
                List<byte[]> batch = statements.subList(from, Math.min(statements.size(), from + 5_000));
                bench.inTransaction(() -> log.append(batch));
            }
            while (covered() < statements.size()) {
                sequencer.run();
            }
            double perMillion = seconds(start) * 1e6 / statements.size();
            figures.time("log.restore", perMillion, "s per 1M", 1e6 / hashing);
            figures.note("restored " + statements.size() + " entries: mirror checked, gate passed, signed again");
        }

        private double flushed() throws IOException {
            Path file = home.resolve("flush");
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(new byte[512]));
                    channel.force(true);
                }
                key.sign(new byte[200]);
            }
            return seconds(start) / 20;
        }
    }

    /** Entries that only the idle log gets. */
    private record SampleEntriesOfMore(long from) {
        private List<byte[]> make(int count) {
            List<byte[]> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                entries.add(("{\"idle\":" + (from + i) + "}").getBytes(StandardCharsets.UTF_8));
            }
            return entries;
        }
    }

    private static void pause(long begin) {
        long left = ROUND_MILLIS - (System.nanoTime() - begin) / 1_000_000;
        if (left > 0) {
            try {
                Thread.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
