package org.plainsight.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plainsight.app.http.StaffFile;
import org.plainsight.app.postgres.EmbeddedPostgres;
import org.plainsight.sandbox.SampleExchange;
import org.plainsight.sandbox.node.EvmNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets up a sample exchange on real local nodes and runs the portal on it. A second run goes on where it was. */
@Command(name = "demo", description = "Run a sample exchange on real local nodes.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String DOMAIN = "localhost";
    private static final String ORIGIN = "localhost/plainsight-demo";

    @Option(names = "--fresh", description = "Forget the demo of before and start anew.")
    private boolean fresh;

    @Option(names = "--port", description = "HTTP port (default: ${DEFAULT-VALUE}).", defaultValue = "8080")
    private int port;

    @Override
    public Integer call() throws IOException {
        requireFree(port);
        DemoFolder folder = new DemoFolder(DemoFolder.DEFAULT);
        if (fresh) {
            DemoProgress.step("Forgetting the demo of before");
            folder.clear();
        }
        Files.createDirectories(folder.path());
        DemoProgress.step("Starting PostgreSQL in " + folder.path());
        EmbeddedPostgres database = folder.openDatabase();
        AtExit.close(database);
        DemoProgress.step("Starting a Bitcoin regtest node and two EVM chains, and bringing them up to date");
        SampleExchange exchange = SampleExchange.open(folder.exchange(), Clock.systemUTC());
        AtExit.close(exchange);
        DemoProgress.step("The exchange's address registry, signed with its wallets' keys");
        Path registry = exchange.registry(DOMAIN);
        DemoProgress.step("The ledger's export: 100,000 customers with balances in 6 assets");
        Path balances = exchange.balances();
        DemoWitness witness = DemoWitness.open(folder, ORIGIN);
        AtExit.close(witness);
        Map<String, String> settings = settings(folder, exchange, registry);
        settings.put("plainsight.log.witness-policy", witness.policy().toString());
        folder.writeSettings(settings);
        Settings.read(Optional.of(folder.settingsFile()));
        Database.use(database);
        StaffFile staff = new StaffFile(folder.path());
        String anna = staff.grant(DemoPublishing.PREPARER);
        String ben = staff.grant(DemoPublishing.APPROVER);
        String cleo = staff.grant(DemoPublishing.SECOND_APPROVER);
        DemoProgress.step("Starting the portal");
        DemoRun.plan(new DemoRun.Plan(exchange, balances, folder.lists(), "http://localhost:" + port, anna, ben, cleo));
        return Portal.run(DemoRun.class);
    }

    /** Told before the work of minutes, not after it. */
    private static void requireFree(int port) {
        if (port < 1 || port > 65_535) {
            throw new StartFailure("--port takes a number from 1 to 65535, not " + port);
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new StartFailure("port " + port + " is in use by another program; choose one with --port");
        }
    }

    private Map<String, String> settings(DemoFolder folder, SampleExchange exchange, Path registry) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("plainsight.data-dir", folder.path().toString());
        settings.put("plainsight.domain", DOMAIN);
        settings.put("plainsight.operator-name", SampleExchange.ENTITY);
        settings.put("plainsight.keys.create", "true");
        settings.put("plainsight.log.origin", ORIGIN);
        settings.put("plainsight.registry.path", registry.toString());
        settings.put("plainsight.registry.import-every", "5s");
        settings.put("plainsight.bitcoin.network", "regtest");
        settings.put(
                "plainsight.bitcoin.peers", "127.0.0.1:" + exchange.bitcoin().p2pPort());
        for (EvmNode node : exchange.evmNodes()) {
            String prefix = "plainsight.evm.local-" + node.chainId();
            settings.put(prefix + ".chain-id", Long.toString(node.chainId()));
            settings.put(prefix + ".url", node.rpcUri().toString());
            settings.put(prefix + ".start-block", "0");
        }
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.log.console.level", "WARN");
        // 100,000 customers' trees and three nodes beside the portal make a small machine slow now and then
        settings.put("quarkus.vertx.max-event-loop-execute-time", "20s");
        return settings;
    }
}
