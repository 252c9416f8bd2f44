package org.plainsight.chain.evm.job;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.MovementHistory;
import org.plainsight.chain.evm.ledger.RecordedState;
import org.plainsight.chain.evm.store.JdbcBlockStore;
import org.plainsight.chain.evm.store.JdbcMovementHistory;
import org.plainsight.chain.evm.store.JdbcRecordedState;
import org.plainsight.testing.PostgresResource;

/** The real store in a database of its own. */
final class EvmTestStore implements AutoCloseable {

    private final AgroalDataSource source;
    final BlockStore blocks;
    final RecordedState recorded;
    final MovementHistory history;

    EvmTestStore() throws SQLException {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(database.user()))
                                .credential(new SimplePassword(database.password())))));
        Flyway.configure().dataSource(source).load().migrate();
        blocks = new JdbcBlockStore(source);
        recorded = new JdbcRecordedState(source);
        history = new JdbcMovementHistory(source);
    }

    DataSource source() {
        return source;
    }

    /** Every row of the books, as text. */
    List<String> dump() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("evm_block", "evm_balance", "evm_movement", "evm_pair")) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("SELECT t::text FROM " + table + " t ORDER BY 1")) {
                while (found.next()) {
                    rows.add(table + found.getString(1));
                }
            }
        }
        return rows;
    }

    @Override
    public void close() {
        source.close();
    }
}
