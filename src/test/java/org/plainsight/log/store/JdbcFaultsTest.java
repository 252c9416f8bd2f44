package org.plainsight.log.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.log.Cosigner;
import org.plainsight.log.LogStore;
import org.plainsight.log.Sequencer;
import org.plainsight.log.Sequencing;
import org.plainsight.log.TiledLog;
import org.plainsight.merkle.LogTree;
import org.plainsight.testing.PostgresResource;
import org.postgresql.ds.PGSimpleDataSource;

/** Every statement and commit that goes to PostgreSQL fails once, before it took effect and after. */
class JdbcFaultsTest {

    private static final String ORIGIN = "log.example/faults";

    @TempDir
    private Path folder;

    private final StepFaults faults = new StepFaults(() -> {
        throw new SQLException("struck");
    });

    @Test
    void whichever_step_of_the_database_fails_the_next_round_finishes_what_was_left() {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        Flyway.configure().dataSource(source).load().migrate();
        ThreadTransactions transactions = new ThreadTransactions(faults.over(source));
        LogStore store = new JdbcLogStore(transactions.dataSource());
        KeyFile key = KeyFile.create(folder.resolve("log.key"), ORIGIN, new SecureRandom());
        Sequencer sequencer = new Sequencer(
                store,
                new HighestSignedFile(folder.resolve("highest-signed")),
                key,
                ORIGIN,
                Clock.systemUTC(),
                () -> true,
                Cosigner.NOBODY);
        int struck = 0;
        for (int step = 1; struck >= 2 * (step - 1); step++) {
            for (boolean persists : new boolean[] {false, true}) {
                faults.at(step, persists);
                try {
                    transactions.inTransaction(() -> new TiledLog(store, (from, entries) -> {}).append(entries()));
                    sequencer.run();
                } catch (RuntimeException e) {
                    struck++;
                }
                faults.at(0, false);
                while (!(sequencer.run() instanceof Sequencing.UpToDate)) {
                    assertThat(sequencer.refusal())
                            .as("step %d, persists %s", step, persists)
                            .isEmpty();
                }
                assertThat(store.head().orElseThrow().root())
                        .isEqualTo(LogTree.root(store.leafHashes(0, Integer.MAX_VALUE)));
                assertThat(store.size() % 130).isZero();
            }
        }
        assertThat(struck).isGreaterThan(16);
    }

    private static List<byte[]> entries() {
        return IntStream.range(0, 130)
                .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
