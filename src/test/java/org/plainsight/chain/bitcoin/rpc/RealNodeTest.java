package org.plainsight.chain.bitcoin.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.follow.BitcoinReader;
import org.plainsight.chain.bitcoin.follow.BlockFollower;
import org.plainsight.chain.bitcoin.follow.BlockSource;
import org.plainsight.chain.bitcoin.follow.FollowerHealth;
import org.plainsight.chain.bitcoin.follow.MemoryCoinStore;
import org.plainsight.chain.bitcoin.follow.NodeUnavailableException;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.sandbox.node.BitcoinNode;
import org.plainsight.testing.LocalNodes;

class RealNodeTest {

    private static final BitcoinNetwork REGTEST = BitcoinNetwork.REGTEST;
    private static final String OURS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
    private static final String OTHERS = "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn";
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final BitcoinNode node = LocalNodes.bitcoin();
    private final MemoryCoinStore store = new MemoryCoinStore();
    private final FollowerHealth health = new FollowerHealth();
    private final List<IncidentStatement> incidents = new ArrayList<>();
    private final Set<AccountId> watched = Set.of(new AccountId(REGTEST.chainId(), OURS));
    private final BlockFollower follower = new BlockFollower(
            new BlockFollower.Settings(REGTEST, 6, Optional.empty()),
            store,
            new Watched(),
            incidents::add,
            Clock.systemUTC(),
            health);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_chain_is_followed_through_a_reorg_and_a_killed_node() {
        node.mine(130, OURS);
        try (BlockSource source = connect()) {
            settle(source);
            assertThat(balance()).isEqualTo(130 * 5_000_000_000L);

            node.invalidate(node.blockHash(126));
            node.mine(7, OTHERS);
            settle(source);
            assertThat(tip()).isEqualTo(node.tipHash());
            assertThat(balance()).isEqualTo(125 * 5_000_000_000L);

            node.kill();
            assertThatThrownBy(() -> settle(source)).isInstanceOf(NodeUnavailableException.class);
            assertThatThrownBy(this::connect).isInstanceOf(NodeUnavailableException.class);
        }
        node.startAgain();
        node.mine(3, OURS);
        try (BlockSource source = connect()) {
            settle(source);
        }
        assertThat(tip()).isEqualTo(node.tipHash());
        assertThat(balance()).isEqualTo(128 * 5_000_000_000L);
        assertThat(reader().status().problem()).isEmpty();
    }

    @Test
    void median_time_past_is_what_the_node_says_it_is() {
        node.mine(40, OURS);
        try (BlockSource source = connect()) {
            settle(source);
        }
        for (int height : new int[] {1, 7, 11, 12, 40}) {
            BlockRef block = reader().blockAt(height).orElseThrow();
            assertThat(block.hash()).isEqualTo(node.blockHash(height));
            assertThat(block.time())
                    .isEqualTo(Instant.ofEpochSecond(node.rpc("getblockheader", block.hash(), true)
                            .path("mediantime")
                            .asLong()));
        }
    }

    @Test
    void a_reorg_ten_deep_stops_and_keeps_what_was_read() {
        node.mine(30, OURS);
        try (BlockSource source = connect()) {
            settle(source);
            String before = tip();
            node.invalidate(node.blockHash(21));
            node.mine(11, OTHERS);
            settle(source);

            assertThat(tip()).isEqualTo(before);
        }
        assertThat(reader().status().stopped()).isTrue();
        assertThat(incidents)
                .extracting(IncidentStatement::kind)
                .containsExactly(IncidentStatement.Kind.REORG_BELOW_FINALITY);
    }

    @Test
    void news_of_a_block_ends_the_wait() throws InterruptedException {
        node.mine(1, OURS);
        try (BlockSource source = connect()) {
            settle(source);
            node.mine(1, OURS);
            source.awaitNews(Duration.ofMinutes(5));
            settle(source);
        }
        assertThat(tip()).isEqualTo(node.tipHash());
    }

    @Test
    void a_node_of_another_network_is_named_with_the_remedy() {
        PeerConnector mainnet = new PeerConnector(BitcoinNetwork.MAINNET, ANSWER);

        assertThatThrownBy(() -> mainnet.connect("127.0.0.1:" + node.p2pPort()))
                .isInstanceOf(WrongNetworkException.class)
                .hasMessageContaining("is of regtest, not of mainnet")
                .hasMessageContaining("plainsight.bitcoin.network=regtest");
    }

    private BlockSource connect() {
        return new PeerConnector(REGTEST, ANSWER).connect("127.0.0.1:" + node.p2pPort());
    }

    private void settle(BlockSource source) {
        for (int i = 0; i < 1_000 && follower.round(source); i++) {
            // goes on until there is nothing more to do
        }
    }

    private String tip() {
        return store.tip().hash();
    }

    private long balance() {
        return reader().latestHoldings().getFirst().amount().units().longValueExact();
    }

    private BitcoinReader reader() {
        return new BitcoinReader(REGTEST, store, new Watched(), health, Clock.systemUTC(), Optional.empty());
    }

    private final class Watched implements WatchList {
        @Override
        public Set<AccountId> accounts(ChainId chain) {
            return watched;
        }

        @Override
        public Set<AssetId> assets(ChainId chain) {
            return Set.of(REGTEST.coin());
        }
    }
}
