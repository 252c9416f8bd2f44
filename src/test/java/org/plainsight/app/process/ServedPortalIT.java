package org.plainsight.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plainsight.app.process.PortalProcess.await;
import static org.plainsight.app.process.PortalProcess.get;
import static org.plainsight.app.process.PortalProcess.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.app.keys.HeldKey;
import org.plainsight.app.keys.KeyPlace;
import org.plainsight.app.keys.SigningDesk;
import org.plainsight.log.store.KeyFile;
import org.plainsight.sandbox.node.BitcoinNode;
import org.plainsight.sandbox.node.EvmNode;
import org.plainsight.testing.LocalNodes;
import org.plainsight.testing.PostgresResource;

/** The built program as {@code serve}, with a PostgreSQL that somebody else runs. */
class ServedPortalIT {
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    private int port;

    @BeforeEach
    void an_outside_database_and_no_chain() {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        port = PortalProcess.freePort();
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("PLAINSIGHT_KEYS_CREATE", "true");
    }

    @Test
    void on_an_outside_postgresql_it_serves_its_pages_starts_no_server_of_its_own_and_goes_on_after_a_kill() {
        String verifierKey;
        try (PortalProcess portal = serve()) {
            await("health", () -> health().contains("\"status\": \"UP\""));
            assertThat(page("/")).contains("Plainsight").contains("No snapshot");
            verifierKey = page("/log/verifier-key");
            portal.kill();
        }
        try (PortalProcess portal = serve()) {
            await("health", () -> health().contains("\"status\": \"UP\""));
            assertThat(page("/log/verifier-key")).isEqualTo(verifierKey);
            assertThat(portal.output()).doesNotContain("ERROR");
        }
        assertThat(folder.resolve(".plainsight/postgres")).doesNotExist();
    }

    @Test
    void a_wrong_password_ends_the_start_with_one_line_that_does_not_tell_it() {
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "a-wrong-one");
        assertRefused("PostgreSQL");
    }

    @Test
    void a_bitcoin_node_of_another_network_ends_the_start_with_a_line_that_names_both() {
        try (BitcoinNode node = LocalNodes.bitcoin()) {
            environment.put("PLAINSIGHT_BITCOIN_NETWORK", "testnet3");
            environment.put("PLAINSIGHT_BITCOIN_PEERS", "127.0.0.1:" + node.p2pPort());
            assertRefused("testnet3");
        }
    }

    @Test
    void an_evm_node_of_another_chain_ends_the_start_with_a_line_that_names_both() {
        try (EvmNode node = LocalNodes.evm(31_337)) {
            environment.put("PLAINSIGHT_EVM_MAIN_CHAIN_ID", "1");
            environment.put("PLAINSIGHT_EVM_MAIN_URL", node.rpcUri().toString());
            assertRefused("31337");
        }
    }

    @Test
    void with_the_operators_key_held_elsewhere_it_serves_from_the_first_start_and_states_what_was_signed_outside()
            throws Exception {
        Path keyFile = folder.resolve("elsewhere.key");
        KeyFile.create(keyFile, "plainsight-operator", new SecureRandom());
        HeldKey key = KeyPlace.open(keyFile.toString());
        environment.put("PLAINSIGHT_KEYS_OPERATORS", key.publicKey());
        SigningDesk desk = new SigningDesk(folder.resolve(".plainsight/signing"));
        try (PortalProcess portal = serve()) {
            portal.awaitLine(line -> line.contains("The log has no keys yet"));
            portal.awaitLine(line -> line.contains("does not name this portal's checker"));
            await("the page", () -> get(site() + "/").isPresent());
        }
        try (Stream<Path> requests = Files.list(folder.resolve(".plainsight/signing/requests"))) {
            for (Path request : requests.toList()) {
                SigningDesk.writeAnswer(
                        desk.answers().resolve(request.getFileName()), SigningDesk.readRequest(request), key);
            }
        }
        try (PortalProcess portal = serve()) {
            await("health", () -> health().contains("\"status\": \"UP\""));
            await(
                    "the entries under a checkpoint",
                    () -> get(site() + "/log/entries/3").isPresent());
            assertThat(portal.output()).doesNotContain("then start again");
            assertThat(page("/log/entries/0")).contains(key.publicKey());
            assertThat(page("/log/entries/2") + page("/log/entries/3"))
                    .contains("\"verifier\"")
                    .contains("\"witnesses\"");
        }
    }

    @Test
    void settings_may_come_from_a_properties_file() throws Exception {
        Path settings = folder.resolve("portal.properties");
        Files.writeString(settings, "plainsight.operator-name=Northwind Exchange Ltd\n");
        try (PortalProcess portal =
                PortalProcess.start(folder, environment, "--config", settings.toString(), "serve")) {
            await("health", () -> health().contains("\"status\": \"UP\""));
            assertThat(page("/")).contains("Northwind Exchange Ltd");
            assertThat(portal.output()).doesNotContain("a-wrong-one");
        }
    }

    private PortalProcess serve() {
        return PortalProcess.start(folder, environment, "serve");
    }

    private void assertRefused(String named) {
        try (PortalProcess portal = serve()) {
            assertThat(portal.awaitEnd()).isNotZero();
            assertThat(portal.output())
                    .contains(named)
                    .doesNotContain("a-wrong-one")
                    .doesNotContain("\tat ");
        }
    }

    private String site() {
        return "http://127.0.0.1:" + port;
    }

    private String page(String path) {
        byte[] body = get(site() + path).orElseThrow(() -> new AssertionError("no answer for " + path));
        return new String(body, StandardCharsets.UTF_8);
    }

    private String health() {
        return text(site() + "/q/health").orElse("");
    }
}
