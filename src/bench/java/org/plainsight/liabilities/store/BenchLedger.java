package org.plainsight.liabilities.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import org.plainsight.app.postgres.EmbeddedPostgres;
import org.plainsight.liabilities.LiabilitiesImport.Input;
import org.plainsight.liabilities.LiabilitiesImport.Source;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.Progress;
import org.plainsight.liabilities.tree.SnapshotDirectory;

/** A ledger in a PostgreSQL of its own, with the rows of the balances file that is measured beside it. */
public final class BenchLedger implements AutoCloseable {

    private static final String DATABASE = "ledger";
    private static final String ROWS = "SELECT account, id, entity, asset, kind, amount FROM balance";

    private final EmbeddedPostgres server;

    public BenchLedger(Path home, int accounts, int assets) throws SQLException {
        server =
                EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.DURABLE).withDatabase(DATABASE);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE UNLOGGED TABLE balance (account text, id text, entity text, asset text, kind int,"
                    + " amount bigint)");
            // Account by account, as the balances file has them.
            statement.execute("INSERT INTO balance SELECT 'customer-' || (10000000 + (i * 7919) % " + accounts
                    + "), encode(sha256(i::text::bytea), 'hex'), 'Example Exchange Ltd',"
                    + " 'eip155:1/slip44:' || (60 + a), 0, ((i + 1) * 1000003 * (a + 1)) % 100000000000"
                    + " FROM generate_series(0::bigint, " + ((long) accounts * assets - 1) + ") n,"
                    + " LATERAL (SELECT n / " + assets + " AS i, n % " + assets + " AS a) one");
            statement.execute("VACUUM ANALYZE balance");
            statement.execute("CHECKPOINT");
        }
    }

    /**
     * Takes the copy that a build takes, and reads it meanwhile, as a build does.
     *
     * @return how many accounts there were
     */
    public int take(Path control, Path folder) throws IOException {
        Files.createDirectories(folder);
        Source query = new Source.Query(server.jdbcUrl(DATABASE), EmbeddedPostgres.USER, server.password(), ROWS);
        try (TakenBalances taken = TakenBalances.take(
                new Input(query, control, Optional.empty()),
                new SnapshotDirectory(folder),
                Long.MAX_VALUE,
                asset -> OptionalInt.of(8),
                LiabilitiesPolicy.standard(),
                Progress.SILENT)) {
            return taken.accepted().accounts().size();
        }
    }

    /**
     * What the server alone takes to write the rows as text, to nobody.
     *
     * @return seconds
     */
    public double writing() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            long began = System.nanoTime();
            statement.execute("COPY (" + ROWS + ") TO '/dev/null' (" + CopiedText.OPTIONS + ")");
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(DATABASE), EmbeddedPostgres.USER, server.password());
    }

    @Override
    public void close() {
        server.close();
    }
}
