package org.plainsight.log.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.log.Cosigner;
import org.plainsight.log.LogStore;
import org.plainsight.log.Sequencer;
import org.plainsight.log.Sequencing;
import org.plainsight.log.SigningLock;
import org.plainsight.log.TiledLog;
import org.plainsight.merkle.LogTree;
import org.plainsight.testing.ChildJvm;
import org.plainsight.testing.PostgresResource;
import org.postgresql.ds.PGSimpleDataSource;

/** Two portals started by mistake over one log: real processes, a real PostgreSQL, and each lock by itself. */
class TwoProcessesTest {

    private static final String ORIGIN = "log.example/two";
    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"database", "directory"})
    void only_one_of_two_processes_signs_and_the_other_goes_on_once_the_first_is_killed(String lock) throws Exception {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        PGSimpleDataSource source = source(database.jdbcUrl(), database.user(), database.password());
        Flyway.configure().dataSource(source).load().migrate();
        KeyFile.create(folder.resolve("log.key"), ORIGIN, new SecureRandom());
        String[] words = {database.jdbcUrl(), database.user(), database.password(), folder.toString(), lock};
        try (ChildJvm one = ChildJvm.start(TwoProcessesTest.class, words)) {
            one.awaitLine("Signed");
            try (ChildJvm two = ChildJvm.start(TwoProcessesTest.class, words)) {
                for (int round = 0; round < ROUNDS; round++) {
                    assertThat(two.line()).isEqualTo("Standby");
                    one.awaitLine("Signed");
                }
                one.kill();
                two.awaitLine("Signed");
            }
        }
        LogStore store = new JdbcLogStore(source);
        long size = store.head().orElseThrow().size();
        assertThat(size).isPositive();
        assertThat(store.head().orElseThrow().root()).isEqualTo(LogTree.root(store.leafHashes(0, (int) size)));
    }

    /** Appends an entry, asks to sign, says what came of it, and so on. */
    public static void main(String... words) throws InterruptedException {
        PGSimpleDataSource source = source(words[0], words[1], words[2]);
        ThreadTransactions transactions = new ThreadTransactions(source);
        LogStore store = new JdbcLogStore(transactions.dataSource());
        Path folder = Path.of(words[3]);
        SigningLock lock = words[4].equals("database") ? new DatabaseLock(source) : new DirectoryLock(folder);
        Sequencer sequencer = new Sequencer(
                store,
                new HighestSignedFile(folder.resolve("highest-signed")),
                KeyFile.open(folder.resolve("log.key")),
                ORIGIN,
                Clock.systemUTC(),
                lock,
                Cosigner.NOBODY);
        byte[] entry = ("by " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        while (true) {
            transactions.inTransaction(() -> new TiledLog(store, (from, entries) -> {}).append(List.of(entry)));
            Sequencing result = sequencer.run();
            System.out.println(result.getClass().getSimpleName());
            Thread.sleep(20);
        }
    }

    private static PGSimpleDataSource source(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
