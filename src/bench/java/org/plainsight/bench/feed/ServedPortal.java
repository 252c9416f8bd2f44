package org.plainsight.bench.feed;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.PostgresResource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The packaged portal as a process of its own, over a database filled with claims. Nothing signs its log. */
final class ServedPortal implements AutoCloseable {

    private final Process process;
    private final PostgresResource.Database database;
    private final int port;
    private long claims;

    private ServedPortal(Process process, PostgresResource.Database database, int port) {
        this.process = process;
        this.database = database;
        this.port = port;
    }

    static ServedPortal start(Path work) throws IOException, InterruptedException {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "serve",
                "--port",
                Integer.toString(port));
        builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        builder.environment().put("QUARKUS_DATASOURCE_USERNAME", database.user());
        builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        builder.environment().put("PLAINSIGHT_DATA_DIR", work.resolve("data").toString());
        builder.environment().put("PLAINSIGHT_KEYS_CREATE", "true");
        builder.environment().put("PLAINSIGHT_LOG_CREATE_KEY", "true");
        builder.environment().put("PLAINSIGHT_LOG_SEQUENCER_ENABLED", "false");
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.redirectErrorStream(true)
                .redirectOutput(work.resolve("portal.log").toFile());
        ServedPortal portal = new ServedPortal(builder.start(), database, port);
        portal.await(work);
        return portal;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    private void await(Path work) throws IOException, InterruptedException {
        for (int i = 0; i < 120; i++) {
            if (!process.isAlive()) {
                throw new IOException("the portal ended: " + Files.readString(work.resolve("portal.log")));
            }
            try {
                HttpURLConnection asked =
                        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/.well-known/plainsight.json")
                                .toURL()
                                .openConnection();
                try (InputStream body = asked.getInputStream()) {
                    body.readAllBytes();
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(500);
            }
        }
        throw new IOException("the portal did not come up in a minute");
    }

    /** Adds claims of EVM addresses behind those there are, and moves the head over them. */
    void addClaims(int count) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY address_claim (log_index, claim_id, chain, address, claim, entity, role, verdict, body)"
                                    + " FROM STDIN");
            String body = CanonicalJson.text(attribution().body()).replace("\\", "\\\\");
            for (long i = claims; i < claims + count; i++) {
                String address = "0x%040x".formatted(i + 1);
                String row = i + "\twallet-" + i + "\teip155:1\t" + address
                        + "\tOWNED\tExample Exchange Ltd\tHOT\tinconclusive\t"
                        + body.replace("0x%040x".formatted(0), address).replace("wallet-x", "wallet-" + i) + "\n";
                byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
            }
            copy.endCopy();
            claims += count;
            moveHead(connection);
        }
    }

    /** Gives the claims different words, so that filters have something to choose from. */
    void mix() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("UPDATE address_claim SET"
                    + " claim = (ARRAY['OWNED', 'OWNED', 'OWNED', 'NOT_OWNED', 'FORMERLY_OWNED'])[1 + log_index % 5],"
                    + " role = (ARRAY['HOT', 'COLD', 'DEPOSIT'])[1 + log_index % 3],"
                    + " verdict = (ARRAY['valid', 'inconclusive', 'invalid', 'valid'])[1 + log_index % 4]");
            statement.execute("ANALYZE address_claim");
        }
    }

    /** The claims have no entries in the log, which only a session without triggers lets pass. */
    private void moveHead(Connection connection) throws SQLException {
        try (Statement free = connection.createStatement()) {
            free.execute("SET session_replication_role = replica");
        }
        try (PreparedStatement head = connection.prepareStatement(
                "INSERT INTO log_head (id, size, root, note, signed_at) VALUES (1, ?, ?, 'bench', now())"
                        + " ON CONFLICT (id) DO UPDATE SET size = excluded.size, root = excluded.root,"
                        + " signed_at = excluded.signed_at")) {
            head.setLong(1, claims);
            head.setBytes(
                    2,
                    Hash32.sha256(Long.toString(claims).getBytes(StandardCharsets.UTF_8))
                            .toBytes());
            head.executeUpdate();
        }
    }

    private static Attribution attribution() {
        return new Attribution(
                "wallet-x",
                Instant.parse("2026-11-20T10:00:00Z"),
                AccountId.parse("eip155:1:0x%040x".formatted(0)),
                Optional.empty(),
                Attribution.Claim.OWNED,
                "Example Exchange Ltd",
                Optional.of(Attribution.Role.HOT),
                Optional.of("client"),
                List.of("*"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "",
                List.of(),
                List.of());
    }

    /** Memory of its own, without mapped files, in MB; the heap's limit is 1,024. */
    long ownMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        end(process);
    }

    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
