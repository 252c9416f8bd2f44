package org.plainsight.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.plainsight.app.postgres.EmbeddedPostgres;

/**
 * A fresh database on one embedded server per test JVM. {@code @QuarkusTestResource(PostgresResource.class)} for tests
 * that boot the application; {@link #freshDatabase()} for those that do not.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    /** Where to connect: user and password of the server's only role. */
    public record Database(String jdbcUrl, String user, String password) {}

    @Override
    public Map<String, String> start() {
        Database database = freshDatabase();
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                // The log remembers there what it signed in this database; another database would be refused.
                "plainsight.data-dir", "target/test-data/" + UUID.randomUUID());
    }

    @Override
    public void stop() {
        // the server goes with the JVM, so that the next test class finds it warm
    }

    /** A new, empty database; no migration has run in it. */
    public static Database freshDatabase() {
        EmbeddedPostgres server = Server.STARTED;
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        server.withDatabase(name);
        return new Database(server.jdbcUrl(name), EmbeddedPostgres.USER, server.password());
    }

    private static final class Server {
        static final EmbeddedPostgres STARTED = start();

        private static EmbeddedPostgres start() {
            EmbeddedPostgres server =
                    EmbeddedPostgres.open(Path.of("target", "test-postgres"), EmbeddedPostgres.Durability.TEST_ONLY);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        }
    }
}
