package org.plainsight.chain.evm.job;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.MovementHistory;
import org.plainsight.chain.evm.ledger.RecordedState;
import org.plainsight.chain.evm.ledger.TokenPins;
import org.plainsight.chain.evm.quorum.Provider;
import org.plainsight.chain.evm.quorum.Quarantine;
import org.plainsight.chain.evm.quorum.Quorum;
import org.plainsight.chain.evm.rpc.Web3jNode;
import org.plainsight.merkle.Hash32;

/** Everything that belongs to one configured chain. */
final class FollowedChain {

    private static final Logger LOG = Logger.getLogger(FollowedChain.class);

    private static final int ID_DIGITS = 32;

    /** What all chains share. */
    record Shared(
            BlockStore store,
            RecordedState recorded,
            MovementHistory history,
            TokenPins pins,
            Quarantine quarantine,
            WatchList watchList,
            IncidentReporter incidents,
            Clock clock) {}

    private final String name;
    private final FollowerSettings settings;
    private final List<Web3jNode> nodes;
    private final Quorum node;
    private final NetworkCheck network;
    private final FollowerLoop loop;
    private final ChainReader reader;
    private final Thread thread;

    FollowedChain(String name, EvmConfig.Chain config, Shared shared) {
        this.name = name;
        this.settings = FollowerSettings.of(name, config);
        Web3jNode.Checks checks = new Web3jNode.Checks(config.checkLogsBloom(), config.checkHeaderHash());
        this.nodes = config.url().stream()
                .map(url -> new Web3jNode(requireHttp(url), checks))
                .toList();
        ProviderIncidents contradictions =
                new ProviderIncidents(settings.chain(), shared.quarantine(), shared.incidents(), shared.clock());
        if (config.readmit()) {
            shared.quarantine().lift(settings.chain(), shared.clock().instant());
        }
        this.node = new Quorum(
                providers(config.url(), nodes),
                shared.quarantine().standing(settings.chain()),
                shared.clock(),
                contradictions);
        Contact contact = new Contact();
        ChainId chain = settings.chain();
        TokenGuard follows = new TokenGuard(node, shared.watchList(), shared.pins(), settings, 32);
        TokenGuard publishes = new TokenGuard(node, shared.watchList(), shared.pins(), settings, 1);
        // its own check: the follower may only be used by its thread
        this.network = new NetworkCheck(settings, node);
        Follower follower = new Follower(
                settings,
                node,
                new NetworkCheck(settings, node),
                shared.store(),
                new BlockIntake(chain, node, follows, shared.store(), shared.watchList()),
                new HistoryCatchUp(chain, node, shared.history(), shared.recorded()),
                shared.incidents(),
                contact,
                shared.clock());
        this.loop = new FollowerLoop(chain, follower, contact, config.poll(), contradictions::tell);
        this.reader = new EvmChainReader(settings, shared.recorded(), publishes, node, contact, shared.clock());
        this.thread = Thread.ofVirtual().name("evm-" + name).unstarted(loop);
        if (config.resume()) {
            shared.store().resume(chain);
        }
    }

    /** @throws org.plainsight.chain.WrongNetworkException when the node is of another chain */
    void check() {
        try {
            network.pass();
        } catch (NodeException e) {
            LOG.warnf("%s (%s): %s; going on without, figures are stale", name, settings.chain(), e.getMessage());
        }
    }

    void start() {
        thread.start();
    }

    void stop() {
        loop.stop();
    }

    /** After {@link #stop}: waits a little for a block to be finished, which may also be cut off at any point. */
    void awaitStopped() throws InterruptedException {
        if (thread.isAlive() && !thread.join(Duration.ofSeconds(5))) {
            thread.interrupt();
        }
        nodes.forEach(Web3jNode::close);
    }

    EvmNode node() {
        return node;
    }

    ChainReader reader() {
        return reader;
    }

    private static List<Provider> providers(List<URI> urls, List<Web3jNode> nodes) {
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> new Provider(id(urls.get(i)), "provider " + (i + 1), nodes.get(i), nodes.get(i)))
                .toList();
    }

    /** Tells addresses apart without showing them. */
    private static String id(URI url) {
        return Hash32.sha256(url.toString().getBytes(StandardCharsets.UTF_8))
                .toHex()
                .substring(0, ID_DIGITS);
    }

    private URI requireHttp(URI url) {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException(settings.setting() + ".url must begin with http:// or https://");
        }
        return url;
    }
}
