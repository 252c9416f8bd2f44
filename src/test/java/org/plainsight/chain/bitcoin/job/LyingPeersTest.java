package org.plainsight.chain.bitcoin.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.follow.BlockFollower;
import org.plainsight.chain.bitcoin.follow.Followed;
import org.plainsight.chain.bitcoin.follow.FollowerHealth;
import org.plainsight.chain.bitcoin.follow.MemoryCoinStore;
import org.plainsight.chain.bitcoin.follow.NoProofs;
import org.plainsight.chain.bitcoin.follow.PeerIncidents;
import org.plainsight.chain.bitcoin.follow.ProofGathering;
import org.plainsight.chain.bitcoin.follow.SimulatedNode;
import org.plainsight.chain.bitcoin.rpc.PeerConnector;
import org.plainsight.chain.bitcoin.rpc.ScriptedPeer;
import org.plainsight.chain.bitcoin.rpc.ScriptedPeer.Behaviour;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.IncidentStatement.Kind;

/** Several nodes on real sockets, one of which lies, stalls or vanishes. */
class LyingPeersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final SimulatedNode node = new SimulatedNode();
    private final MemoryCoinStore store = new MemoryCoinStore();
    private final List<IncidentStatement> incidents = new CopyOnWriteArrayList<>();
    private final FollowerHealth health = new FollowerHealth(true);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HONEST")
    void a_node_that_lies_stalls_or_vanishes_is_dropped_and_named_and_following_goes_on(Behaviour behaviour)
            throws Exception {
        mine(30);
        try (ScriptedPeer liar = new ScriptedPeer(node, behaviour);
                ScriptedPeer honest = new ScriptedPeer(node, Behaviour.HONEST)) {
            follow(
                    List.of("mallory@" + liar.address(), "alice@" + honest.address()),
                    () -> store.tip().height() == 30 && isCaughtUp() && !incidents.isEmpty());
        }

        assertThat(store.tip().hash()).isEqualTo(node.header(30).hash());
        assertThat(store.balances().orElseThrow().satoshiByScript().get(Followed.script(1)))
                .isEqualTo(node.world(30).balance(Followed.script(1)));
        assertThat(incidents)
                .allSatisfy(incident -> assertThat(incident.description()).contains("mallory"));
        Kind kind = Set.of(Behaviour.STALLS, Behaviour.VANISHES, Behaviour.OVERSIZED)
                        .contains(behaviour)
                ? Kind.UNAVAILABLE_PROVIDER
                : Kind.CONTRADICTING_PROVIDER;
        assertThat(incidents).extracting(IncidentStatement::kind).containsOnly(kind);
        assertThat(health.seen().problem()).isEmpty();
    }

    @Test
    void a_lie_is_published_once_however_often_it_is_told() throws Exception {
        mine(3);
        try (ScriptedPeer liar = new ScriptedPeer(node, Behaviour.WRONG_WORK)) {
            long start = System.nanoTime();
            follow(List.of(liar.address()), () -> System.nanoTime() - start > 5_000_000_000L);
        }

        assertThat(incidents).hasSize(1);
        assertThat(store.tip().height()).isZero();
        assertThat(health.seen().problem())
                .hasValueSatisfying(words -> assertThat(words).contains("cannot be read"));
    }

    private boolean isCaughtUp() {
        return store.balances().filter(b -> b.catchingUp().isEmpty()).stream()
                .anyMatch(b -> b.satoshiByScript().containsKey(Followed.script(1)));
    }

    private void mine(int blocks) {
        for (int i = 0; i < blocks; i++) {
            node.mine(
                    List.of(BlockBuilder.coinbase(node.nextTag(), new BlockBuilder.Out(Followed.script(1), 100 + i))));
        }
    }

    private void follow(List<String> peers, BooleanSupplier done) throws IOException, InterruptedException {
        store.open(BitcoinNetwork.REGTEST);
        Clock clock = Clock.systemUTC();
        BlockFollower follower = new BlockFollower(
                new BlockFollower.Settings(BitcoinNetwork.REGTEST, 6, Optional.empty()),
                store,
                new OneAddress(),
                incidents::add,
                clock,
                health);
        FollowLoop loop = new FollowLoop(
                follower,
                new ProofGathering(new NoProofs(), clock),
                new PeerConnector(BitcoinNetwork.REGTEST, Duration.ofSeconds(1)),
                peers,
                health,
                new PeerIncidents(incidents::add, clock),
                clock,
                () -> {});
        Thread thread = Thread.ofPlatform().start(loop);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        thread.interrupt();
        thread.join();
    }

    private static final class OneAddress implements WatchList {
        @Override
        public Set<AccountId> accounts(ChainId chain) {
            return Set.of(Followed.account(1));
        }

        @Override
        public Set<AssetId> assets(ChainId chain) {
            return Set.of(BitcoinNetwork.REGTEST.coin());
        }
    }
}
