package org.plainsight.chain.bitcoin.job;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.follow.BlockFollower;
import org.plainsight.chain.bitcoin.follow.PeerIncidents;
import org.plainsight.chain.bitcoin.follow.ProofGathering;
import org.plainsight.chain.bitcoin.rpc.PeerConnector;
import org.plainsight.chain.bitcoin.store.PostgresCoinStore;
import org.plainsight.chain.bitcoin.store.PostgresProofStore;

/** Starts and ends the thread that follows Bitcoin; the application does not wait for it. */
@Singleton
class BitcoinFollowing {

    private static final Logger LOG = Logger.getLogger(BitcoinFollowing.class);
    /** The scheduler starts at 0. */
    private static final int BEFORE_JOBS = -100;

    private static final Duration FIRST_ANSWER_WITHIN = Duration.ofSeconds(12);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final BitcoinChain chain;
    private final BitcoinConfig config;
    private final DataSource database;
    private final Instance<IncidentReporter> reporters;
    private final Clock clock;
    private final boolean enabled;
    private @Nullable Thread thread;

    BitcoinFollowing(
            BitcoinChain chain,
            BitcoinConfig config,
            DataSource database,
            Instance<IncidentReporter> reporters,
            Clock clock,
            @ConfigProperty(name = "plainsight.followers.enabled", defaultValue = "true") boolean enabled) {
        this.enabled = enabled;
        this.chain = chain;
        this.config = config;
        this.database = database;
        this.reporters = reporters;
        this.clock = clock;
    }

    /** Ends the start with the setting to change, before any job runs that the end would tear apart. */
    void check(@Observes @Priority(BEFORE_JOBS) StartupEvent event) {
        if (enabled && chain.network().isPresent()) {
            BitcoinNetwork network = chain.network().get();
            new PostgresCoinStore(database, network).open(network);
            FirstContact.require(
                    new PeerConnector(network, config.answerWithin()),
                    chain.peers().stream().map(PeerSlot::new).toList(),
                    FIRST_ANSWER_WITHIN);
        }
    }

    void start(@Observes StartupEvent event) {
        // off in a command beside a portal, which follows already
        if (!enabled) {
            return;
        }
        Optional<BitcoinNetwork> network = chain.network();
        if (network.isEmpty()) {
            LOG.info("Bitcoin is not followed: plainsight.bitcoin.peers is not set");
            return;
        }
        thread = Thread.ofPlatform().name("bitcoin-follower").daemon().start(loop(network.get()));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(END_WITHIN);
        }
    }

    private FollowLoop loop(BitcoinNetwork network) {
        BlockFollower follower = new BlockFollower(
                new BlockFollower.Settings(network, config.confirmations(), config.acceptReorgTo()),
                new PostgresCoinStore(database, network),
                chain.watchList(),
                incident -> reporters.get().report(incident),
                clock,
                chain.health());
        List<String> peers = chain.peers();
        return new FollowLoop(
                follower,
                new ProofGathering(new PostgresProofStore(database), clock),
                new PeerConnector(network, config.answerWithin()),
                peers,
                chain.health(),
                new PeerIncidents(incident -> reporters.get().report(incident), clock),
                clock,
                () -> Quarkus.asyncExit(1));
    }
}
