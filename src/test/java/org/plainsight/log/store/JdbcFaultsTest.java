package org.plainsight.log.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
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

    private int countdown;
    private boolean after;

    @Test
    void whichever_step_of_the_database_fails_the_next_round_finishes_what_was_left() {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        Flyway.configure().dataSource(source).load().migrate();
        ThreadTransactions transactions = new ThreadTransactions(faulty(source));
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
        int faults = 0;
        for (int step = 1; faults >= 2 * (step - 1); step++) {
            for (boolean persists : new boolean[] {false, true}) {
                after = persists;
                countdown = step;
                try {
                    transactions.inTransaction(() -> new TiledLog(store, (from, entries) -> {}).append(entries()));
                    sequencer.run();
                } catch (RuntimeException e) {
                    faults++;
                }
                countdown = 0;
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
        assertThat(faults).isGreaterThan(16);
    }

    private static List<byte[]> entries() {
        return IntStream.range(0, 130)
                .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private DataSource faulty(DataSource source) {
        return proxy(DataSource.class, source);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, args) -> {
            boolean step =
                    called.getName().startsWith("execute") || called.getName().equals("commit");
            boolean strikes = step && --countdown == 0;
            if (strikes && !after) {
                throw new SQLException("failed before it took effect");
            }
            Object answer;
            try {
                answer = called.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (strikes) {
                throw new SQLException("took effect, and failed then");
            }
            return switch (answer) {
                case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
                case Connection connection -> proxy(Connection.class, connection);
                case null -> null;
                default -> answer;
            };
        }));
    }
}
