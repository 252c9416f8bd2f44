package org.plainsight.chain.bitcoin.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Reading;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.evidence.BlockRef;

/** What following must make of forks, on whatever store. */
public interface ReorgContract {

    FollowerContract.Fresh fresh();

    /** How far apart the depths of reorg are that are tried. */
    int depthStep();

    @Test
    default void
            no_reorg_of_depth_1_to_64_changes_a_published_figure_and_below_finality_the_writer_stops_until_a_person_looks() {
        for (int depth = 1; depth <= 64; depth += depthStep()) {
            Followed followed = Followed.of(fresh());
            followed.watch(1);
            for (int i = 0; i < 80; i++) {
                Followed.pay(followed, 1, 1 + i);
            }
            followed.settle();
            BlockRef published = followed.reader().status().finalised().orElseThrow();
            Reading before = followed.reader().holdingsAt(published, List.of(Followed.account(1)), Followed.BTC);
            followed.node.drop(depth);
            followed.node.mineEmpty(depth + 1);
            followed.settle();

            Reading after = followed.reader().holdingsAt(published, List.of(Followed.account(1)), Followed.BTC);
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
    default void a_reorg_of_six_blocks_is_undone_exactly_and_the_final_block_stays() {
        Followed followed = Followed.of(fresh());
        followed.watch(1);
        Followed.pay(followed, 1, 500);
        followed.node.mineEmpty(14);
        Followed.pay(followed, 1, 70);
        followed.node.mineEmpty(5);
        followed.settle();
        Instant cutOff = Instant.ofEpochSecond(followed.node.header(7).timeSeconds());
        BlockRef before = followed.reader().finalBlockAtOrBefore(cutOff).orElseThrow();
        Reading reading = followed.reader().holdingsAt(before, List.of(Followed.account(1)), Followed.BTC);

        followed.node.drop(6);
        followed.node.mineEmpty(7);
        followed.settle();

        followed.checkEverything();
        assertThat(Followed.latest(followed, 1)).isEqualTo(500);
        assertThat(followed.reader().finalBlockAtOrBefore(cutOff)).contains(before);
        assertThat(followed.reader().holdingsAt(before, List.of(Followed.account(1)), Followed.BTC))
                .isEqualTo(reading);
        assertThat(followed.incidents).isEmpty();
    }

    @Test
    default void a_reorg_ten_deep_stops_keeps_the_last_good_state_and_tells_the_public_once() {
        Followed followed = Followed.of(fresh());
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
        assertThat(Followed.latest(followed, 1)).isEqualTo(570);
        assertThat(followed.incidents).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(IncidentStatement.Kind.REORG_BELOW_FINALITY);
            assertThat(incident.block()).map(BlockRef::height).contains(12L);
        });
        assertThat(followed.reader().finalBlockAtOrBefore(Instant.EPOCH.plusSeconds(1_400_000_000L)))
                .isEmpty();
        assertThat(followed.reader().holdingsAt(status.tip().orElseThrow(), List.of(Followed.account(1)), Followed.BTC))
                .isInstanceOf(Reading.Unknown.class);
    }

    @Test
    default void after_a_persons_word_the_heavier_chain_is_followed_and_the_old_one_unwound_exactly() {
        Followed followed = Followed.of(fresh());
        deepReorg(followed);
        followed.settle();

        followed.restart(Optional.of(followed.node.header(15).hash()));
        followed.settle();

        followed.checkEverything();
        assertThat(followed.reader().status().stopped()).isFalse();
        assertThat(Followed.latest(followed, 1)).isEqualTo(500);
        assertThat(followed.incidents)
                .extracting(IncidentStatement::kind)
                .containsExactly(IncidentStatement.Kind.REORG_BELOW_FINALITY, IncidentStatement.Kind.ORPHANED_BLOCK);
    }

    @Test
    default void one_word_does_not_cover_the_next_reorg_too() {
        Followed followed = Followed.of(fresh());
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
        Followed.pay(followed, 1, 500);
        followed.node.mineEmpty(12);
        Followed.pay(followed, 1, 70);
        followed.node.mineEmpty(7);
        followed.settle();
        followed.node.drop(10);
        followed.node.mineEmpty(11);
    }
}
