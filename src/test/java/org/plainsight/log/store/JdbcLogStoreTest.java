package org.plainsight.log.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.log.Cosigner;
import org.plainsight.log.LogSigner;
import org.plainsight.log.LogStore;
import org.plainsight.log.LogStoreContract;
import org.plainsight.log.Sequencer;
import org.plainsight.log.Sequencing;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.Tile;
import org.plainsight.log.TiledLog;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.TlogProof;
import org.plainsight.testing.PostgresResource;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcLogStoreTest extends LogStoreContract {

    private static final Hash32 ROOT = Hash32.sha256();

    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
    private final ThreadTransactions transactions = new ThreadTransactions(dataSource);
    private final LogStore store = new JdbcLogStore(transactions.dataSource());

    @BeforeEach
    void migrate() {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        Flyway.configure().dataSource(dataSource).load().migrate();
    }

    @Override
    protected LogStore store() {
        return store;
    }

    @Override
    protected <T> T inTransaction(Supplier<T> work) {
        return transactions.inTransaction(work);
    }

    @Test
    void postgresql_itself_refuses_to_rewrite_the_log() {
        inTransaction(() -> new TiledLog(store, (from, entries) -> {}).append(entries(0, 3)));
        store.publish(Optional.empty(), head(3, ROOT, 0), List.of(new Tile(0, 0, List.of(ROOT))));
        for (String sql : List.of(
                "UPDATE log_entry SET entry = 'x'",
                "DELETE FROM log_entry",
                "DELETE FROM log_entry WHERE index = 99",
                "TRUNCATE log_entry",
                "INSERT INTO log_entry VALUES (7, 'x', sha256('\\x0078'))",
                "INSERT INTO log_entry VALUES (3, 'x', sha256('\\x78'))",
                "INSERT INTO log_entry VALUES (2, 'x', sha256('\\x0078'))",
                "INSERT INTO log_entry VALUES (3, '', sha256('\\x00'))",
                "UPDATE log_tail SET size = 2",
                "UPDATE log_tail SET size = 4",
                "DELETE FROM log_tail",
                "TRUNCATE log_tail",
                "INSERT INTO log_tail VALUES (2, 0)",
                "UPDATE log_head SET size = 2",
                "UPDATE log_head SET size = 4",
                "UPDATE log_head SET root = sha256('x')",
                "UPDATE log_head SET signed_at = signed_at - interval '1 second'",
                "DELETE FROM log_head",
                "TRUNCATE log_head",
                "INSERT INTO log_head SELECT 2, size, root, note, signed_at FROM log_head",
                "UPDATE log_tile SET hashes = sha256('x')",
                "UPDATE log_tile SET index = 5",
                "DELETE FROM log_tile",
                "TRUNCATE log_tile")) {
            assertThatThrownBy(() -> execute(sql)).as(sql).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_log_with_its_files_is_signed_proved_and_found_again_after_a_restart(@TempDir Path folder) {
        KeyFile key = KeyFile.create(folder.resolve("keys/log.key"), "log.example/pg", new SecureRandom());
        HighestSignedFile file = new HighestSignedFile(folder.resolve("log/highest-signed"));
        TransparencyLog log = new TiledLog(store, (from, entries) -> {});
        for (int round = 1; round <= 3; round++) {
            int from = (round - 1) * 300;
            inTransaction(() -> log.append(entries(from, from + 300)));
            LogSigner signer = KeyFile.open(folder.resolve("keys/log.key"));
            Sequencer sequencer = new Sequencer(
                    store, file, signer, "log.example/pg", Clock.systemUTC(), () -> true, Cosigner.NOBODY);
            assertThat(sequencer.run()).isInstanceOf(Sequencing.Signed.class);
            assertThat(file.read()).isEqualTo(store.head().map(SignedCheckpoint::note));
            String receipt = log.receipt(from + 7).orElseThrow();
            assertThat(TlogProof.parse(receipt).verify(log.entry(from + 7).orElseThrow(), key.verifierKey()))
                    .isEmpty();
        }
    }

    @Test
    void an_unreachable_database_is_an_exception_of_its_own() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        assertThatThrownBy(() -> new JdbcLogStore(nowhere).size()).isInstanceOf(LogStoreException.class);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
