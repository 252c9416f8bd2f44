package org.plainsight.chain.evm.job;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaderSource;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.EvmNodes;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.MovementHistory;
import org.plainsight.chain.evm.ledger.RecordedState;
import org.plainsight.chain.evm.ledger.TokenPins;
import org.plainsight.chain.evm.quorum.Quarantine;

/** Builds and runs a follower for each configured chain; one chain's trouble never reaches another. */
@Singleton
public class EvmFollowers implements ChainReaderSource, EvmNodes {

    private static final Logger LOG = Logger.getLogger(EvmFollowers.class);

    /** The scheduler starts at 0. */
    private static final int BEFORE_JOBS = -100;

    private final List<FollowedChain> chains;
    private final boolean enabled;

    EvmFollowers(
            EvmConfig config,
            BlockStore store,
            RecordedState recorded,
            MovementHistory history,
            TokenPins pins,
            Quarantine quarantine,
            Instance<WatchList> watchLists,
            Instance<IncidentReporter> reporters,
            Clock clock,
            @ConfigProperty(name = "plainsight.followers.enabled", defaultValue = "true") boolean enabled) {
        this.enabled = enabled;
        FollowedChain.Shared shared = new FollowedChain.Shared(
                store, recorded, history, pins, quarantine, watchListOf(watchLists), reporterOf(reporters), clock);
        this.chains = config.chains().entrySet().stream()
                .filter(entry -> entry.getValue().enabled())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new FollowedChain(entry.getKey(), entry.getValue(), shared))
                .toList();
    }

    /** Looked up when asked: who claims addresses may itself ask the chains. */
    private static WatchList watchListOf(Instance<WatchList> watchLists) {
        return new WatchList() {
            @Override
            public Set<AccountId> accounts(ChainId chain) {
                return watchLists.isResolvable() ? watchLists.get().accounts(chain) : Set.of();
            }

            @Override
            public OptionalInt decimals(AssetId asset) {
                return watchLists.isResolvable() ? watchLists.get().decimals(asset) : OptionalInt.empty();
            }

            @Override
            public Set<AssetId> assets(ChainId chain) {
                return watchLists.isResolvable() ? watchLists.get().assets(chain) : Set.of();
            }
        };
    }

    private static IncidentReporter reporterOf(Instance<IncidentReporter> reporters) {
        return incident -> {
            if (reporters.isResolvable()) {
                reporters.get().report(incident);
            } else {
                LOG.errorf("no log to report to: %s", incident.description());
            }
        };
    }

    /** Ends the start when a node is of the wrong network, before any job runs; a node that is off does not. */
    void check(@Observes @Priority(BEFORE_JOBS) StartupEvent event) {
        if (enabled) {
            chains.forEach(FollowedChain::check);
        }
    }

    void start(@Observes StartupEvent event) {
        // off in a command beside a portal, which follows already
        if (enabled) {
            chains.forEach(FollowedChain::start);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (!enabled) {
            return;
        }
        chains.forEach(FollowedChain::stop);
        for (FollowedChain chain : chains) {
            chain.awaitStopped();
        }
    }

    @Override
    public List<ChainReader> readers() {
        return chains.stream().map(FollowedChain::reader).toList();
    }

    @Override
    public Optional<EvmNode> find(ChainId chain) {
        return chains.stream()
                .filter(followed -> followed.reader().chain().equals(chain))
                .map(FollowedChain::node)
                .findFirst();
    }
}
