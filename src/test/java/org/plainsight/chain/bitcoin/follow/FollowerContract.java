package org.plainsight.chain.bitcoin.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.BlockBuilder.Tx;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.chain.bitcoin.Outpoint;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.evidence.BlockRef;

/** What following must be, on whatever store. */
public abstract class FollowerContract implements SnapshotImportContract {

    private static final List<org.plainsight.asset.AssetId> BTC = List.of(BitcoinNetwork.REGTEST.coin());

    /** Store and queries of one fresh state. */
    public record Fresh(CoinStore store, CoinQueries queries) {}

    @Override
    public abstract Fresh fresh();

    protected abstract int simulatedSteps();

    protected abstract int simulatedSeeds();

    /** How far apart the depths of reorg are that are tried. */
    protected abstract int depthStep();

    private Followed followed() {
        Fresh fresh = fresh();
        return new Followed(fresh.store(), fresh.queries());
    }

    @Test
    void a_random_life_with_forks_crashes_and_late_addresses_equals_naive_replay_after_every_step() {
        for (int seed = 1; seed <= simulatedSeeds(); seed++) {
            Random random = new Random(seed);
            Fresh fresh = fresh();
            FaultyCoinStore faulty = new FaultyCoinStore(fresh.store(), random);
            Followed followed = new Followed(faulty, fresh.queries());
            Simulation simulation = new Simulation(followed, random);
            for (int step = 0; step < simulatedSteps(); step++) {
                faulty.failOneIn(random.nextInt(3) == 0 ? 4 : Integer.MAX_VALUE);
                simulation.step();
                faulty.failOneIn(Integer.MAX_VALUE);
                followed.settle();
                followed.checkEverything();
            }
        }
    }

    /** One life with a late address, a fork and a repeated coinbase; it dies at each of its commits in turn, on both sides. */
    @Test
    void whichever_commit_a_crash_hits_the_state_after_restart_is_that_of_naive_replay() {
        boolean everyCommitHit = false;
        for (int commit = 0; !everyCommitHit; commit += depthStep()) {
            for (boolean persists : new boolean[] {false, true}) {
                Fresh fresh = fresh();
                FaultyCoinStore faulty = new FaultyCoinStore(fresh.store(), new Random(1));
                Followed followed = new Followed(faulty, fresh.queries());
                faulty.failAt(commit, persists);
                eventfulLife(followed);
                everyCommitHit |= !faulty.hasFailed();
                faulty.failAt(-1, false);
                followed.restart(Optional.empty());
                followed.settle();
                followed.checkEverything();
            }
        }
    }

    private static void eventfulLife(Followed followed) {
        followed.watch(1);
        followed.node.mineEmpty(9);
        Tx twice = BlockBuilder.coinbase(followed.node.nextTag(), new Out(Followed.script(1), 50));
        followed.node.mine(List.of(twice));
        pay(followed, 2, 900);
        followed.settle();
        followed.watch(2);
        followed.settle();
        followed.node.drop(3);
        followed.node.mineEmpty(2);
        followed.node.mine(List.of(twice));
        followed.node.mine(List.of(twice));
        followed.settle();
    }

    @Test
    void
            no_reorg_of_depth_1_to_64_changes_a_published_figure_and_below_finality_the_writer_stops_until_a_person_looks() {
        for (int depth = 1; depth <= 64; depth += depthStep()) {
            Followed followed = followed();
            followed.watch(1);
            for (int i = 0; i < 80; i++) {
                pay(followed, 1, 1 + i);
            }
            followed.settle();
            BlockRef published = followed.reader().status().finalised().orElseThrow();
            Reading before = followed.reader().holdingsAt(published, List.of(Followed.account(1)), BTC);
            followed.node.drop(depth);
            followed.node.mineEmpty(depth + 1);
            followed.settle();

            Reading after = followed.reader().holdingsAt(published, List.of(Followed.account(1)), BTC);
            boolean below = depth > Followed.CONFIRMATIONS;
            assertThat(followed.reader().status().stopped())
                    .as("depth %d", depth)
                    .isEqualTo(below);
            if (below) {
                assertThat(after).isInstanceOf(Reading.Unknown.class);
                assertThat(followed.incidents).hasSize(1);
                followed.restart(
                        Optional.of(followed.node.header(followed.node.height()).hash()));
                followed.settle();
                assertThat(followed.reader().status().stopped()).isFalse();
            } else {
                assertThat(after).isEqualTo(before);
                assertThat(followed.incidents).isEmpty();
            }
            followed.checkEverything();
        }
    }

    @Test
    void a_reorg_of_six_blocks_is_undone_exactly_and_the_final_block_stays() {
        Followed followed = followed();
        followed.watch(1);
        pay(followed, 1, 500);
        followed.node.mineEmpty(14);
        pay(followed, 1, 70);
        followed.node.mineEmpty(5);
        followed.settle();
        Instant cutOff = Instant.ofEpochSecond(followed.node.header(7).timeSeconds());
        BlockRef before = followed.reader().finalBlockAtOrBefore(cutOff).orElseThrow();
        Reading reading = followed.reader().holdingsAt(before, List.of(Followed.account(1)), BTC);

        followed.node.drop(6);
        followed.node.mineEmpty(7);
        followed.settle();

        followed.checkEverything();
        assertThat(latest(followed, 1)).isEqualTo(500);
        assertThat(followed.reader().finalBlockAtOrBefore(cutOff)).contains(before);
        assertThat(followed.reader().holdingsAt(before, List.of(Followed.account(1)), BTC))
                .isEqualTo(reading);
        assertThat(followed.incidents).isEmpty();
    }

    @Test
    void a_reorg_ten_deep_stops_keeps_the_last_good_state_and_tells_the_public_once() {
        Followed followed = followed();
        deepReorg(followed);

        followed.settle();
        followed.restart(Optional.empty());
        followed.settle();

        ChainStatus status = followed.reader().status();
        assertThat(status.stopped()).isTrue();
        assertThat(status.problem())
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("10 blocks would have to be taken back")
                        .contains("plainsight.bitcoin.accept-reorg-to"));
        assertThat(status.tip()).map(BlockRef::height).contains(21L);
        assertThat(latest(followed, 1)).isEqualTo(570);
        assertThat(followed.incidents).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(IncidentStatement.Kind.REORG_BELOW_FINALITY);
            assertThat(incident.block()).map(BlockRef::height).contains(12L);
        });
        assertThat(followed.reader().finalBlockAtOrBefore(Instant.EPOCH.plusSeconds(1_400_000_000L)))
                .isEmpty();
        assertThat(followed.reader().holdingsAt(status.tip().orElseThrow(), List.of(Followed.account(1)), BTC))
                .isInstanceOf(Reading.Unknown.class);
    }

    @Test
    void after_a_persons_word_the_heavier_chain_is_followed_and_the_old_one_unwound_exactly() {
        Followed followed = followed();
        deepReorg(followed);
        followed.settle();

        followed.restart(Optional.of(followed.node.header(15).hash()));
        followed.settle();

        followed.checkEverything();
        assertThat(followed.reader().status().stopped()).isFalse();
        assertThat(latest(followed, 1)).isEqualTo(500);
        assertThat(followed.incidents)
                .extracting(IncidentStatement::kind)
                .containsExactly(IncidentStatement.Kind.REORG_BELOW_FINALITY, IncidentStatement.Kind.ORPHANED_BLOCK);
    }

    @Test
    void one_word_does_not_cover_the_next_reorg_too() {
        Followed followed = followed();
        deepReorg(followed);
        followed.settle();
        followed.restart(Optional.of(followed.node.header(13).hash()));
        followed.settle();

        followed.node.drop(8);
        followed.node.mineEmpty(9);
        followed.settle();

        assertThat(followed.node.height()).isEqualTo(23);
        assertThat(followed.reader().status().stopped()).isTrue();
    }

    /** 570 held at height 21; block 11 is the last that the new, heavier chain of height 22 shares. */
    private static void deepReorg(Followed followed) {
        followed.watch(1);
        pay(followed, 1, 500);
        followed.node.mineEmpty(12);
        pay(followed, 1, 70);
        followed.node.mineEmpty(7);
        followed.settle();
        followed.node.drop(10);
        followed.node.mineEmpty(11);
    }

    @Test
    void an_address_added_late_is_unknown_until_its_whole_past_is_searched() {
        Followed followed = followed();
        followed.watch(1);
        pay(followed, 2, 900);
        followed.node.mineEmpty(300);
        followed.settle();
        followed.watch(2);

        followed.round();
        BlockRef tip = followed.reader().status().tip().orElseThrow();
        Reading early = followed.reader().holdingsAt(tip, List.of(Followed.account(1), Followed.account(2)), BTC);
        followed.settle();

        assertThat(early)
                .isInstanceOfSatisfying(
                        Reading.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("is searched up to block"));
        followed.checkEverything();
        assertThat(latest(followed, 2)).isEqualTo(900);
    }

    @Test
    void a_payment_with_change_moves_the_difference_and_an_empty_address_holds_a_known_zero() {
        Followed followed = followed();
        followed.watch(1);
        followed.watch(3);
        Tx coinbase = BlockBuilder.coinbase(1, new Out(Followed.script(1), 100));
        followed.node.mine(List.of(coinbase));
        Tx payment =
                BlockBuilder.pay(List.of(coinbase.outpoint(0)), new Out("51", 30), new Out(Followed.script(1), 69));
        followed.node.mine(List.of(BlockBuilder.coinbase(2, new Out("51", 1)), payment));
        followed.settle();

        Movement last = followed.reader().movements(Followed.account(1), 0, 10).getFirst();
        assertThat(last.direction()).isEqualTo(Movement.Direction.OUT);
        assertThat(last.amount()).hasToString("31");
        assertThat(last.transaction()).contains(payment.txid());
        assertThat(latest(followed, 3)).isZero();
    }

    @Test
    void a_coinbase_that_repeats_an_earlier_one_destroys_its_coin_and_a_reorg_brings_it_back() {
        Followed followed = followed();
        followed.watch(1);
        Tx twice = BlockBuilder.coinbase(77, new Out(Followed.script(1), 50));
        followed.node.mine(List.of(twice));
        followed.node.mineEmpty(1);
        followed.node.mine(List.of(twice));
        followed.settle();
        followed.checkEverything();
        assertThat(latest(followed, 1)).isEqualTo(50);
        assertThat(followed.reader().movements(Followed.account(1), 0, 10))
                .extracting(Movement::kind)
                .contains(Movement.Kind.UNATTRIBUTED);

        followed.node.drop(1);
        followed.node.mineEmpty(2);
        followed.settle();

        followed.checkEverything();
    }

    @Test
    void a_body_that_its_header_does_not_commit_to_changes_nothing() {
        Followed followed = followed();
        followed.watch(1);
        followed.node.mineEmpty(3);
        followed.settle();
        pay(followed, 1, 5);
        followed.node.lieAboutBodies(true);

        assertThatThrownBy(followed::settle).isInstanceOf(MalformedBlockException.class);
        assertThat(followed.reader().status().tip()).map(BlockRef::height).contains(3L);

        followed.node.lieAboutBodies(false);
        followed.settle();
        followed.checkEverything();
    }

    @Test
    void no_block_is_final_past_a_cut_off_until_a_final_block_is_later_than_it() {
        Followed followed = followed();
        followed.watch(1);
        followed.node.mineEmpty(30);
        followed.settle();
        BlockRef finalised = followed.reader().status().finalised().orElseThrow();

        assertThat(finalised.height()).isEqualTo(24);
        assertThat(followed.reader().finalBlockAtOrBefore(finalised.time())).isEmpty();
        assertThat(followed.reader().finalBlockAtOrBefore(finalised.time().minusSeconds(1)))
                .map(BlockRef::height)
                .contains(23L);
    }

    @Test
    void a_node_on_a_lighter_branch_is_told_and_changes_nothing() {
        Followed followed = followed();
        followed.watch(1);
        followed.node.mineEmpty(10);
        followed.settle();
        String tip = followed.reader().status().tip().orElseThrow().hash();

        followed.node.drop(3);
        followed.node.mineEmpty(2);
        followed.settle();

        assertThat(followed.reader().status().tip()).map(BlockRef::hash).contains(tip);
        assertThat(followed.reader().status().problem())
                .hasValueSatisfying(words -> assertThat(words).contains("without more work"));
    }

    private static void pay(Followed followed, int account, long valueSat) {
        followed.node.mine(
                List.of(BlockBuilder.coinbase(followed.node.nextTag(), new Out(Followed.script(account), valueSat))));
    }

    private static long latest(Followed followed, int account) {
        List<Holding> holdings = followed.reader().latestHoldings(Followed.account(account));
        assertThat(holdings).hasSize(1);
        return holdings.getFirst().amount().units().longValueExact();
    }

    /** One random thing after the other: blocks, forks up to finality, crashes, lost connections, new addresses. */
    private static final class Simulation {
        private final Followed followed;
        private final Random random;
        private final List<Tx> oldCoinbases = new ArrayList<>();
        private int watched;

        Simulation(Followed followed, Random random) {
            this.followed = followed;
            this.random = random;
        }

        void step() {
            switch (random.nextInt(6)) {
                case 0 -> followed.watch(watched++);
                case 1 -> {
                    int depth = Math.toIntExact(
                            Math.min(1 + random.nextInt(Followed.CONFIRMATIONS), followed.node.height()));
                    followed.node.drop(depth);
                    mine(depth + 1);
                }
                case 2 -> {
                    followed.node.breakAfter(random.nextInt(6));
                    mine(1 + random.nextInt(4));
                }
                case 3 -> followed.restart(Optional.empty());
                default -> mine(1 + random.nextInt(3));
            }
        }

        private void mine(int blocks) {
            for (int i = 0; i < blocks; i++) {
                followed.node.mine(transactions());
            }
        }

        private List<Tx> transactions() {
            List<Tx> txs = new ArrayList<>();
            boolean repeats = !oldCoinbases.isEmpty() && random.nextInt(8) == 0;
            Tx coinbase = repeats
                    ? oldCoinbases.get(random.nextInt(oldCoinbases.size()))
                    : BlockBuilder.coinbase(followed.node.nextTag(), out());
            oldCoinbases.add(coinbase);
            txs.add(coinbase);
            List<Outpoint> spendable = new ArrayList<>(
                    followed.node.world(followed.node.height()).unspent().keySet());
            spendable.removeIf(o -> o.txid().equals(coinbase.txid()));
            for (int i = random.nextInt(4); i > 0 && !spendable.isEmpty(); i--) {
                Outpoint input = spendable.remove(random.nextInt(spendable.size()));
                Tx tx = BlockBuilder.pay(List.of(input), out(), out());
                txs.add(tx);
                // sometimes spent again inside the same block
                spendable.add(tx.outpoint(0));
                spendable.add(tx.outpoint(1));
            }
            return txs;
        }

        private Out out() {
            return new Out(Followed.script(random.nextInt(12)), 1 + random.nextInt(1_000));
        }
    }
}
