package org.plainsight.log.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.plainsight.app.postgres.EmbeddedPostgres;
import org.plainsight.log.LogStore;

/** The log's tables in a PostgreSQL of its own that keeps what it committed, over a pool as the portal has it. */
public final class BenchLog implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final EmbeddedPostgres server;
    private final AgroalDataSource pool;
    private final ThreadTransactions transactions;

    public BenchLog(Path home, String database) throws SQLException {
        server =
                EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.DURABLE).withDatabase(database);
        pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(p -> p.maxSize(CONNECTIONS)
                        .connectionFactoryConfiguration(f -> f.jdbcUrl(server.jdbcUrl(database))
                                .principal(new NamePrincipal(EmbeddedPostgres.USER))
                                .credential(new SimplePassword(server.password())))));
        Flyway.configure().dataSource(pool).load().migrate();
        transactions = new ThreadTransactions(pool);
    }

    public LogStore store() {
        return new JdbcLogStore(transactions.dataSource());
    }

    public DataSource dataSource() {
        return transactions.dataSource();
    }

    public <T> T inTransaction(Supplier<T> work) {
        return transactions.inTransaction(work);
    }

    @Override
    public void close() {
        pool.close();
        server.close();
    }
}
