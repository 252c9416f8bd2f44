package org.plainsight.chain.bitcoin.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.Amount;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.RecordedPast;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.BlockBuilder;
import org.plainsight.chain.bitcoin.BlockBuilder.Out;
import org.plainsight.chain.bitcoin.BlockBuilder.Tx;
import org.plainsight.chain.bitcoin.MalformedBlockException;
import org.plainsight.evidence.BlockRef;

/** What following must be, on whatever store. */
public abstract class FollowerContract implements ReorgContract, SnapshotImportContract {

    /** Store and queries of one fresh state. */
    public record Fresh(CoinStore store, CoinQueries queries) {}

    @Override
    public abstract Fresh fresh();

    protected abstract int simulatedSteps();

    protected abstract int simulatedSeeds();

    @Test
    void a_random_life_with_forks_crashes_and_late_addresses_equals_naive_replay_after_every_step() {
        for (int seed = 1; seed <= simulatedSeeds(); seed++) {
            Random random = new Random(seed);
            Fresh fresh = fresh();
            FaultyCoinStore faulty = new FaultyCoinStore(fresh.store(), random);
            Followed followed = new Followed(faulty, fresh.queries());
            RandomLife life = new RandomLife(followed, random);
            for (int step = 0; step < simulatedSteps(); step++) {
                faulty.failOneIn(random.nextInt(3) == 0 ? 4 : Integer.MAX_VALUE);
                life.step();
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
        Followed.pay(followed, 2, 900);
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
    void an_address_added_late_is_unknown_until_its_whole_past_is_searched() {
        Followed followed = Followed.of(fresh());
        followed.watch(1);
        Followed.pay(followed, 2, 900);
        followed.node.mineEmpty(300);
        followed.settle();
        followed.watch(2);

        followed.round();
        BlockRef tip = followed.reader().status().tip().orElseThrow();
        Reading early =
                followed.reader().holdingsAt(tip, List.of(Followed.account(1), Followed.account(2)), Followed.BTC);
        followed.settle();

        assertThat(early)
                .isInstanceOfSatisfying(
                        Reading.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("is searched up to block"));
        followed.checkEverything();
        assertThat(Followed.latest(followed, 2)).isEqualTo(900);
    }

    @Test
    void what_an_address_held_at_each_past_block_and_moved_up_to_it_is_in_the_record() {
        Followed followed = Followed.of(fresh());
        followed.watch(1);
        for (int paid = 1; paid <= 5; paid++) {
            Followed.pay(followed, 1, paid);
        }
        followed.settle();
        BitcoinReader reader = followed.reader();
        for (long height = 0; height <= followed.node.height(); height++) {
            BlockRef block = reader.blockAt(height).orElseThrow();
            long held = followed.node.world(height).balance(Followed.script(1));
            assertThat(reader.recordedHoldings(Followed.account(1), block).values())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Reading.Known.class,
                            known -> assertThat(known.holdings().getFirst().amount())
                                    .isEqualTo(Amount.of(held)));
            assertThat(reader.movementsUpTo(height, Followed.account(1), 0, 9).stream()
                            .mapToLong(m -> m.amount().units().longValueExact())
                            .sum())
                    .isEqualTo(held);
        }
        assertThat(reader.recordedPast(Followed.account(1)))
                .containsExactly(new RecordedPast(BitcoinNetwork.REGTEST.coin(), 0, 0, List.of()));
        assertThat(reader.recordedHoldings(
                        Followed.account(2), reader.blockAt(1).orElseThrow()))
                .isEmpty();
    }

    @Test
    void a_payment_with_change_moves_the_difference_and_an_empty_address_holds_a_known_zero() {
        Followed followed = Followed.of(fresh());
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
        assertThat(Followed.latest(followed, 3)).isZero();
    }

    @Test
    void a_coinbase_that_repeats_an_earlier_one_destroys_its_coin_and_a_reorg_brings_it_back() {
        Followed followed = Followed.of(fresh());
        followed.watch(1);
        Tx twice = BlockBuilder.coinbase(77, new Out(Followed.script(1), 50));
        followed.node.mine(List.of(twice));
        followed.node.mineEmpty(1);
        followed.node.mine(List.of(twice));
        followed.settle();
        followed.checkEverything();
        assertThat(Followed.latest(followed, 1)).isEqualTo(50);
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
        Followed followed = Followed.of(fresh());
        followed.watch(1);
        followed.node.mineEmpty(3);
        followed.settle();
        Followed.pay(followed, 1, 5);
        followed.node.lieAboutBodies(true);

        assertThatThrownBy(followed::settle).isInstanceOf(MalformedBlockException.class);
        assertThat(followed.reader().status().tip()).map(BlockRef::height).contains(3L);

        followed.node.lieAboutBodies(false);
        followed.settle();
        followed.checkEverything();
    }

    @Test
    void no_block_is_final_past_a_cut_off_until_a_final_block_is_later_than_it() {
        Followed followed = Followed.of(fresh());
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
        Followed followed = Followed.of(fresh());
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
}
