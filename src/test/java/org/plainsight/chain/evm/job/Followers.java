package org.plainsight.chain.evm.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.ledger.BlockStore;
import org.plainsight.chain.evm.ledger.MovementHistory;
import org.plainsight.chain.evm.ledger.RecordedState;

/** Builds followers from their first block on, with the clock standing still. */
final class Followers {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private Followers() {}

    static FollowerSettings settings(ChainId chain) {
        return new FollowerSettings(
                "plainsight.evm.test",
                Long.parseLong(chain.reference()),
                Optional.empty(),
                OptionalLong.of(0),
                new Finality.NodesTag(),
                Duration.ofSeconds(30),
                Optional.empty());
    }

    static Follower of(
            ChainId chain,
            EvmNode node,
            BlockStore blocks,
            EvmTestStore store,
            WatchList watchList,
            IncidentReporter incidents) {
        return of(settings(chain), node, blocks, store, watchList, incidents, new Contact());
    }

    static Follower of(
            FollowerSettings settings,
            EvmNode node,
            BlockStore blocks,
            EvmTestStore store,
            WatchList watchList,
            IncidentReporter incidents,
            Contact contact) {
        return of(settings, node, blocks, store.history, store.recorded, watchList, incidents, contact);
    }

    static Follower of(
            FollowerSettings settings,
            EvmNode node,
            BlockStore blocks,
            MovementHistory history,
            RecordedState recorded,
            WatchList watchList,
            IncidentReporter incidents,
            Contact contact) {
        ChainId chain = settings.chain();
        return new Follower(
                settings,
                node,
                new NetworkCheck(settings, node),
                blocks,
                new BlockIntake(chain, node, node, blocks, watchList),
                new HistoryCatchUp(chain, node, history, recorded),
                incidents,
                contact,
                CLOCK);
    }

    static WatchList watching(Collection<AccountId> accounts, Collection<AssetId> assets) {
        return new WatchList() {
            @Override
            public Set<AccountId> accounts(ChainId chain) {
                return Set.copyOf(accounts);
            }

            @Override
            public Set<AssetId> assets(ChainId chain) {
                return Set.copyOf(assets);
            }
        };
    }
}
