package org.plainsight.chain.bitcoin.job;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaderSource;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.follow.BitcoinReader;
import org.plainsight.chain.bitcoin.follow.FollowerHealth;
import org.plainsight.chain.bitcoin.store.PostgresCoinQueries;
import org.plainsight.chain.bitcoin.store.PostgresProofStore;

/** The configured Bitcoin chain, if there is one, and its reader. */
@Singleton
public class BitcoinChain implements ChainReaderSource {

    private final BitcoinConfig config;
    private final Optional<BitcoinNetwork> network;
    private final WatchList watchList;
    private final FollowerHealth health;
    private final Optional<ChainReader> reader;

    BitcoinChain(BitcoinConfig config, DataSource database, Instance<WatchList> watchLists, Clock clock) {
        this.config = config;
        this.network = config.peers().filter(peers -> !peers.isEmpty()).map(peers -> network(config));
        this.watchList = new Claimed(watchLists);
        this.health = new FollowerHealth(peers().size() > 1);
        this.reader = network.map(n -> new BitcoinReader(
                n,
                new PostgresCoinQueries(database, n),
                watchList,
                health,
                clock,
                Optional.of(new PostgresProofStore(database))));
    }

    private static BitcoinNetwork network(BitcoinConfig config) {
        String name = config.network()
                .orElseThrow(
                        () -> new WrongNetworkException("plainsight.bitcoin.peers is set, but not of which network;"
                                + " set plainsight.bitcoin.network to one of " + BitcoinNetwork.names()));
        return BitcoinNetwork.named(name)
                .orElseThrow(() -> new WrongNetworkException(
                        "plainsight.bitcoin.network=" + name + " is no network; set one of " + BitcoinNetwork.names()));
    }

    @Override
    public List<ChainReader> readers() {
        return reader.stream().toList();
    }

    Optional<BitcoinNetwork> network() {
        return network;
    }

    List<String> peers() {
        return config.peers().orElse(List.of());
    }

    WatchList watchList() {
        return watchList;
    }

    FollowerHealth health() {
        return health;
    }

    /** Looked up when asked: who claims addresses may itself ask the chains. */
    private record Claimed(Instance<WatchList> lists) implements WatchList {
        @Override
        public Set<AccountId> accounts(ChainId chain) {
            return lists.get().accounts(chain);
        }

        @Override
        public Set<AssetId> assets(ChainId chain) {
            return lists.get().assets(chain);
        }
    }
}
