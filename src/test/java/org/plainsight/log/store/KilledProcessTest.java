package org.plainsight.log.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.log.Cosigner;
import org.plainsight.log.LogStore;
import org.plainsight.log.Sequencer;
import org.plainsight.log.Sequencing;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TiledLog;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.Runs;
import org.postgresql.ds.PGSimpleDataSource;

/** A process of its own appends and signs until kill -9, or until its disk is full. */
class KilledProcessTest {

    private static final String ORIGIN = "log.example/killed";

    @TempDir
    private Path folder;

    @Test
    void kill_minus_nine_at_any_moment_loses_nothing_acknowledged_and_forks_nothing() throws Exception {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        PGSimpleDataSource source = source(database.jdbcUrl(), database.user(), database.password());
        Flyway.configure().dataSource(source).load().migrate();
        KeyFile.create(folder.resolve("log.key"), ORIGIN, new SecureRandom());
        ThreadTransactions transactions = new ThreadTransactions(source);
        LogStore store = new JdbcLogStore(transactions.dataSource());
        Random random = new Random(9);
        List<String> told = new ArrayList<>();
        for (int kill = 0; kill < Runs.count(4, 60); kill++) {
            told.addAll(runAndKill(database, 2 * random.nextInt(450) + kill % 2));
            Sequencer sequencer = sequencer(store, folder);
            while (!(sequencer.run() instanceof Sequencing.UpToDate)) {
                assertThat(sequencer.refusal()).isEmpty();
            }
            check(store, told);
        }
        assertThat(told).anyMatch(line -> line.startsWith("signed"));
    }

    @Test
    void a_full_disk_is_told_and_nothing_is_published_until_there_is_room() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "bash limits the size of files");
        PostgresResource.Database database = PostgresResource.freshDatabase();
        PGSimpleDataSource source = source(database.jdbcUrl(), database.user(), database.password());
        Flyway.configure().dataSource(source).load().migrate();
        KeyFile.create(folder.resolve("log.key"), ORIGIN, new SecureRandom());
        LogStore store = new JdbcLogStore(new ThreadTransactions(source).dataSource());
        Process full = new ProcessBuilder(
                        "/bin/bash",
                        "-c",
                        "ulimit -f 0; exec \"$0\" \"$@\"",
                        java(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcessTest.class.getName(),
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        folder.toString(),
                        "1")
                .redirectErrorStream(true)
                .start();
        String output = new String(full.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).contains("cannot write").contains("make room");
        assertThat(store.head()).isEmpty();
        assertThat(sequencer(store, folder).run()).isInstanceOf(Sequencing.Signed.class);
    }

    /** Appends and signs as fast as it goes; says so only once it is true. */
    public static void main(String... words) {
        ThreadTransactions transactions = new ThreadTransactions(source(words[0], words[1], words[2]));
        LogStore store = new JdbcLogStore(transactions.dataSource());
        TransparencyLog log = new TiledLog(store, (from, entries) -> {});
        Sequencer sequencer = sequencer(store, Path.of(words[3]));
        int rounds = Integer.parseInt(words[4]);
        for (int round = 0; round < rounds; round++) {
            List<byte[]> entries = new ArrayList<>();
            for (int i = 0; i < 37; i++) {
                entries.add((ProcessHandle.current().pid() + " " + round + " " + i).getBytes(StandardCharsets.UTF_8));
            }
            List<Long> indices = transactions.inTransaction(() -> log.append(entries));
            System.out.println("appended " + (indices.getLast() + 1));
            if (sequencer.run() instanceof Sequencing.Signed(SignedCheckpoint head)) {
                System.out.println("signed " + head.size() + " " + head.root());
            }
        }
    }

    private List<String> runAndKill(PostgresResource.Database database, int afterMillis) throws Exception {
        Process process = new ProcessBuilder(
                        java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcessTest.class.getName(),
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        folder.toString(),
                        "1000000")
                .redirectErrorStream(true)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String said = lines.readLine();
            told.add(said);
            // every other time once it has signed, so that a slow machine is seen signing, too
            while (afterMillis % 2 == 0 && said != null && !said.startsWith("signed")) {
                said = lines.readLine();
                told.add(String.valueOf(said));
            }
            Thread.sleep(afterMillis);
            // by its handle: the other way closes the pipe, and what was said last is lost
            process.toHandle().destroyForcibly();
            String line = lines.readLine();
            while (line != null) {
                told.add(line);
                line = lines.readLine();
            }
        } catch (IOException e) {
            // the pipe broke with the process
        }
        process.waitFor();
        return told;
    }

    private static void check(LogStore store, List<String> told) {
        List<Hash32> leaves = store.leafHashes(0, Integer.MAX_VALUE);
        for (String line : told) {
            List<String> words = List.of(line.split(" ", -1));
            if (words.size() < 2) {
                continue; // cut off in the middle of a word
            }
            if (words.get(0).equals("appended")) {
                assertThat((long) leaves.size()).isGreaterThanOrEqualTo(Long.parseLong(words.get(1)));
            } else if (words.size() == 3 && words.get(2).length() == 64) {
                assertThat(LogTree.root(leaves.subList(0, Integer.parseInt(words.get(1)))))
                        .hasToString(words.get(2));
            }
        }
        assertThat(store.head().orElseThrow().size()).isEqualTo(leaves.size());
        assertThat(store.head().orElseThrow().root()).isEqualTo(LogTree.root(leaves));
    }

    private static Sequencer sequencer(LogStore store, Path folder) {
        return new Sequencer(
                store,
                new HighestSignedFile(folder.resolve("highest-signed")),
                KeyFile.open(folder.resolve("log.key")),
                ORIGIN,
                Clock.systemUTC(),
                () -> true,
                Cosigner.NOBODY);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static PGSimpleDataSource source(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
