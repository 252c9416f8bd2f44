package org.plainsight.log.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.log.Cosigner;
import org.plainsight.log.HighestSigned;
import org.plainsight.log.LogStore;
import org.plainsight.log.Sequencer;
import org.plainsight.log.Sequencing;
import org.plainsight.log.TiledLog;
import org.plainsight.merkle.LogTree;
import org.plainsight.testing.ChildJvm;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.Runs;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process of its own that kills itself at one step of an append and its signature: at each statement, each commit and
 * the file of the highest signed checkpoint, before the step took effect and after. All steps nightly, some always.
 */
class HaltedProcessTest {

    private static final String ORIGIN = "log.example/halted";
    private static final int KILLED = 137;
    private static final int EACH = 130;

    @TempDir
    private Path folder;

    @Test
    void a_process_killed_at_any_step_leaves_a_log_that_the_next_one_finishes() throws Exception {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        PGSimpleDataSource source = source(database.jdbcUrl(), database.user(), database.password());
        Flyway.configure().dataSource(source).load().migrate();
        KeyFile.create(folder.resolve("log.key"), ORIGIN, new SecureRandom());
        LogStore store = new JdbcLogStore(source);
        int killed = 0;
        boolean more = true;
        for (int step = 1; more; step += Runs.count(4, 1)) {
            for (boolean after : new boolean[] {false, true}) {
                try (ChildJvm child = ChildJvm.start(
                        HaltedProcessTest.class,
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        folder.toString(),
                        Integer.toString(step),
                        Boolean.toString(after))) {
                    more = child.exitCode() == KILLED;
                    killed += more ? 1 : 0;
                }
                Sequencer sequencer = sequencer(
                        store, new HighestSignedFile(folder.resolve("highest-signed")), folder.resolve("log.key"));
                while (!(sequencer.run() instanceof Sequencing.UpToDate)) {
                    assertThat(sequencer.refusal())
                            .as("step %d, after %s", step, after)
                            .isEmpty();
                }
                assertThat(store.head().orElseThrow().size()).isEqualTo(store.size());
                assertThat(store.head().orElseThrow().root())
                        .isEqualTo(LogTree.root(store.leafHashes(0, Integer.MAX_VALUE)));
                assertThat(store.size() % EACH).as("whole appends").isZero();
            }
        }
        assertThat(killed).isGreaterThanOrEqualTo(Runs.count(6, 24));
    }

    /** One append and one round. */
    public static void main(String... words) {
        StepFaults faults = new StepFaults(() -> Runtime.getRuntime().halt(KILLED));
        ThreadTransactions transactions = new ThreadTransactions(faults.over(source(words[0], words[1], words[2])));
        LogStore store = new JdbcLogStore(transactions.dataSource());
        Path folder = Path.of(words[3]);
        faults.at(Integer.parseInt(words[4]), Boolean.parseBoolean(words[5]));
        List<byte[]> entries = IntStream.range(0, EACH)
                .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
        transactions.inTransaction(() -> new TiledLog(store, (from, all) -> {}).append(entries));
        HighestSigned file = new HighestSignedFile(folder.resolve("highest-signed"));
        sequencer(store, new CountedFile(file, faults), folder.resolve("log.key"))
                .run();
    }

    /** The file is a step, too. */
    private record CountedFile(HighestSigned file, StepFaults faults) implements HighestSigned {
        @Override
        public Optional<String> read() {
            return file.read();
        }

        @Override
        public void write(String note) {
            try {
                faults.step(() -> file.write(note));
            } catch (SQLException e) {
                throw new IllegalStateException("a killed process throws nothing", e);
            }
        }

        @Override
        public String place() {
            return file.place();
        }
    }

    private static Sequencer sequencer(LogStore store, HighestSigned highest, Path key) {
        return new Sequencer(store, highest, KeyFile.open(key), ORIGIN, Clock.systemUTC(), () -> true, Cosigner.NOBODY);
    }

    private static PGSimpleDataSource source(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
