package org.plainsight.chain.evm.job;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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
import org.plainsight.chain.evm.rpc.Web3jNode;

/** Everything that belongs to one configured chain. */
final class FollowedChain {

    private static final Logger LOG = Logger.getLogger(FollowedChain.class);

    /** What all chains share. */
    record Shared(
            BlockStore store,
            RecordedState recorded,
            MovementHistory history,
            WatchList watchList,
            IncidentReporter incidents,
            Clock clock) {}

    private final String name;
    private final FollowerSettings settings;
    private final Web3jNode node;
    private final NetworkCheck network;
    private final FollowerLoop loop;
    private final ChainReader reader;
    private final Thread thread;

    FollowedChain(String name, EvmConfig.Chain config, Shared shared) {
        this.name = name;
        this.settings = FollowerSettings.of(name, config);
        this.node = new Web3jNode(url(config), new Web3jNode.Checks(config.checkLogsBloom(), config.checkHeaderHash()));
        Contact contact = new Contact();
        ChainId chain = settings.chain();
        // its own check: the follower may only be used by its thread
        this.network = new NetworkCheck(settings, node);
        Follower follower = new Follower(
                settings,
                node,
                new NetworkCheck(settings, node),
                shared.store(),
                new BlockIntake(chain, node, shared.store(), shared.watchList()),
                new HistoryCatchUp(chain, node, shared.history(), shared.recorded()),
                shared.incidents(),
                contact,
                shared.clock());
        this.loop = new FollowerLoop(chain, follower, contact, config.poll());
        this.reader = new EvmChainReader(settings, shared.recorded(), node, node, contact, shared.clock());
        this.thread = Thread.ofVirtual().name("evm-" + name).unstarted(loop);
        if (config.resume()) {
            shared.store().resume(chain);
        }
    }

    /** @throws org.plainsight.chain.WrongNetworkException when the node is of another chain */
    void start() {
        try {
            network.pass();
        } catch (NodeException e) {
            LOG.warnf("%s (%s): %s; going on without, figures are stale", name, settings.chain(), e.getMessage());
        }
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
        node.close();
    }

    EvmNode node() {
        return node;
    }

    ChainReader reader() {
        return reader;
    }

    private URI url(EvmConfig.Chain config) {
        URI first = config.url().getFirst();
        if (!"http".equals(first.getScheme()) && !"https".equals(first.getScheme())) {
            throw new IllegalArgumentException(settings.setting() + ".url must begin with http:// or https://");
        }
        return first;
    }
}
