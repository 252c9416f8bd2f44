package org.plainsight.app;

import java.util.Optional;
import org.plainsight.app.postgres.EmbeddedPostgres;
import org.plainsight.app.postgres.EmbeddedPostgres.Durability;

/** Which database the application uses: the configured one, or a server of its own in the data directory. */
final class Database {
    static final String NAME = "plainsight";
    private static final String URL = "quarkus.datasource.jdbc.url";

    private Database() {}

    static synchronized void provide(Settings settings) {
        Optional<String> external = settings.find(URL);
        if (external.isPresent()) {
            requirePostgres(external.get());
            return;
        }
        EmbeddedPostgres server = EmbeddedPostgres.open(settings.dataDir().resolve("postgres"), Durability.DURABLE)
                .withDatabase(NAME);
        AtExit.close(server);
        use(server);
    }

    /** The URL itself is not told: it may hold a password. @throws StartFailure for another kind of database */
    static void requirePostgres(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new StartFailure(URL + " is no address of a PostgreSQL database; write it like"
                    + " jdbc:postgresql://host:5432/plainsight, or leave it out for a server of the portal's own");
        }
    }

    static void use(EmbeddedPostgres server) {
        Settings.set(URL, server.jdbcUrl(NAME));
        Settings.set("quarkus.datasource.username", EmbeddedPostgres.USER);
        Settings.set("quarkus.datasource.password", server.password());
    }
}
