package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.evm.EvmNode;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.job.SimulatedLife.Books;
import org.plainsight.chain.evm.proof.ProofSource;
import org.plainsight.testing.SettableClock;

/** Two chains, one of whose nodes is off for an hour of the test's own time. */
class OneChainDownTest {

    /** Asked for what is published, which nothing is here. */
    private static final ProofSource NO_PROOFS = null;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

    /** One chain with everything of its own, as each has. */
    private final class Followed {
        final Books books = Books.inMemory();
        final Contact contact = new Contact();
        final Follower follower;
        final ChainReader reader;

        Followed(EvmNode node) {
            FollowerSettings settings = Followers.settings(SimulatedLife.CHAIN);
            var watching = Followers.watching(SimulatedLife.WATCHED, SimulatedLife.ASSETS);
            follower = new Follower(
                    settings,
                    node,
                    new NetworkCheck(settings, node),
                    books.blocks(),
                    new BlockIntake(SimulatedLife.CHAIN, node, node, books.blocks(), watching),
                    new HistoryCatchUp(SimulatedLife.CHAIN, node, books.history(), books.recorded()),
                    incident -> {},
                    contact,
                    clock);
            reader = new EvmChainReader(settings, books.recorded(), node, NO_PROOFS, contact, clock);
        }
    }

    @Test
    void while_one_chains_node_is_off_for_an_hour_the_other_chain_is_fresh_at_every_minute() {
        Random random = new Random(60);
        FakeEvmChain living = new FakeEvmChain(SimulatedLife.COIN, SimulatedLife.genesis());
        Followed well = new Followed(living);
        FakeEvmChain behind = new FakeEvmChain(SimulatedLife.COIN, SimulatedLife.genesis());
        FaultyNode off = new FaultyNode(behind, random, 1);
        Followed ill = new Followed(off);
        for (int minute = 0; minute < 60; minute++) {
            clock.advance(Duration.ofMinutes(1));
            SimulatedLife.mine(living, random);
            SimulatedLife.mine(behind, random);
            assertThatThrownBy(ill.follower::step).isInstanceOf(NodeException.class);
            SimulatedLife.settle(well.follower);

            ChainStatus status = well.reader.status();
            assertThat(status.problem()).as("minute %d", minute).isEmpty();
            assertThat(status.tip()).map(tip -> tip.height()).contains(living.height());
            assertThat(status.lastContact()).contains(clock.instant());
            assertThat(ill.reader.status().isStale()).isTrue();
        }

        off.recover();
        SimulatedLife.settle(ill.follower);
        assertThat(ill.reader.status().problem()).isEmpty();
        assertThat(ill.reader.status().tip()).map(tip -> tip.height()).contains(behind.height());
    }
}
