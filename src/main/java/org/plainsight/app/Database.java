package org.plainsight.app;

import org.plainsight.app.postgres.EmbeddedPostgres;
import org.plainsight.app.postgres.EmbeddedPostgres.Durability;

/** Which database the application uses: the configured one, or a server of its own in the data directory. */
final class Database {
    static final String NAME = "plainsight";
    private static final String URL = "quarkus.datasource.jdbc.url";

    private Database() {}

    static synchronized void provide(Settings settings) {
        if (settings.find(URL).isPresent()) {
            return;
        }
        EmbeddedPostgres server = EmbeddedPostgres.open(settings.dataDir().resolve("postgres"), Durability.DURABLE)
                .withDatabase(NAME);
        AtExit.close(server);
        use(server);
    }

    static void use(EmbeddedPostgres server) {
        Settings.set(URL, server.jdbcUrl(NAME));
        Settings.set("quarkus.datasource.username", EmbeddedPostgres.USER);
        Settings.set("quarkus.datasource.password", server.password());
    }
}
