package org.plainsight.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plainsight.app.postgres.EmbeddedPostgres;
import org.plainsight.app.postgres.EmbeddedPostgres.Durability;

/** Everything the demo keeps: database, chains, keys, the exchange's files, and the portal's settings for them. */
record DemoFolder(Path path) {

    static final Path DEFAULT = Path.of(".plainsight", "demo");

    Path settingsFile() {
        return path.resolve("portal.properties");
    }

    Path exchange() {
        return path.resolve("exchange");
    }

    Path lists() {
        return path.resolve("lists");
    }

    /** Takes the folder for this process. @throws StartFailure when a demo runs in it already */
    EmbeddedPostgres openDatabase() {
        EmbeddedPostgres server = EmbeddedPostgres.open(path.resolve("postgres"), Durability.DURABLE);
        if (!server.isOwner()) {
            throw new StartFailure(
                    "a demo is running already in " + path.toAbsolutePath() + "; end it with Ctrl-C first");
        }
        return server.withDatabase(Database.NAME);
    }

    /** Forgets everything; a server that outlived a killed demo is stopped first. */
    void clear() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (Files.exists(path.resolve("postgres").resolve("password"))) {
            openDatabase().close();
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    void writeSettings(Map<String, String> settings) throws IOException {
        Files.write(
                settingsFile(),
                Stream.concat(
                                Stream.of("# Written by the demo at each start; commands beside it read it."),
                                settings.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()))
                        .toList());
    }

    /** For a command beside a portal: what was asked for, else the demo's settings where only a demo was ever run here. */
    static Settings settingsFor(Main main) {
        Settings asked = main.settings();
        DemoFolder demo = new DemoFolder(DEFAULT);
        boolean elsewhere = main.hasConfig()
                || asked.find("quarkus.datasource.jdbc.url").isPresent()
                || asked.find("plainsight.data-dir").isPresent()
                || Files.exists(asked.dataDir().resolve("postgres"));
        if (elsewhere || !Files.exists(demo.settingsFile())) {
            return asked;
        }
        System.err.println("plainsight: working on the demo's data in " + DEFAULT);
        return Settings.read(Optional.of(demo.settingsFile()));
    }
}
