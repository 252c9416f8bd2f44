package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Movement.Direction;
import org.plainsight.chain.Movement.Kind;
import org.plainsight.chain.evm.AccountAsset;

/** A trace is a node's word: it counts where it explains exactly what the state says, and nowhere else. */
class TracedMovementsTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AccountId HOT = new AccountId(CHAIN, "0x" + "a".repeat(40));
    private static final AccountId COLD = new AccountId(CHAIN, "0x" + "b".repeat(40));
    private static final AccountId CONTRACT = new AccountId(CHAIN, "0x" + "1".repeat(40));

    private final FakeEvmChain chain = new FakeEvmChain(
            COIN,
            Map.of(
                    new AccountAsset(HOT, COIN), BigInteger.valueOf(500),
                    new AccountAsset(COLD, COIN), BigInteger.valueOf(500)));
    private final MemoryBooks books = new MemoryBooks(CHAIN);

    private void follow() {
        Follower follower = Followers.of(
                Followers.settings(CHAIN),
                chain,
                books,
                books,
                books,
                Followers.watching(List.of(HOT, COLD), Set.of(COIN)),
                incident -> {},
                new Contact());
        while (follower.step() == Follower.Progress.ADVANCED) {
            // until nothing is left to do
        }
    }

    private List<Tuple> moved(AccountId account) {
        return books.movements(account, Long.MAX_VALUE, 0, 100).stream()
                .map(TracedMovementsTest::row)
                .toList();
    }

    private static Tuple row(Movement m) {
        return tuple(m.kind(), m.direction(), m.amount());
    }

    @Test
    void several_traced_transfers_that_together_explain_a_change_are_shown_one_by_one() {
        chain.draft()
                .sendInside(HOT, COIN, 30)
                .sendInside(HOT, COIN, -5)
                .traced(CONTRACT, HOT, 30)
                .traced(HOT, CONTRACT, 5)
                .mine();
        follow();
        assertThat(moved(HOT))
                .containsExactlyInAnyOrder(
                        tuple(Kind.TRANSFER, Direction.IN, Amount.of(30)),
                        tuple(Kind.TRANSFER, Direction.OUT, Amount.of(5)));
    }

    @Test
    void a_trace_that_tells_another_amount_than_the_state_is_not_believed() {
        chain.draft().sendInside(HOT, COIN, 30).traced(CONTRACT, HOT, 31).mine();
        follow();
        assertThat(moved(HOT)).containsExactly(tuple(Kind.UNATTRIBUTED, Direction.IN, Amount.of(30)));
    }

    @Test
    void a_trace_that_invents_a_transfer_to_an_address_whose_balance_stayed_is_not_believed() {
        chain.draft()
                .sendInside(HOT, COIN, 30)
                .traced(CONTRACT, HOT, 30)
                .traced(CONTRACT, COLD, 1_000)
                .mine();
        follow();
        assertThat(moved(HOT)).containsExactly(tuple(Kind.TRANSFER, Direction.IN, Amount.of(30)));
        assertThat(moved(COLD)).isEmpty();
    }

    @Test
    void coins_that_only_passed_through_are_shown_going_in_and_out() {
        chain.draft()
                .sendInside(HOT, COIN, 1)
                .traced(CONTRACT, HOT, 1)
                .traced(CONTRACT, COLD, 40)
                .traced(COLD, CONTRACT, 40)
                .mine();
        follow();
        assertThat(moved(COLD))
                .containsExactlyInAnyOrder(
                        tuple(Kind.TRANSFER, Direction.IN, Amount.of(40)),
                        tuple(Kind.TRANSFER, Direction.OUT, Amount.of(40)));
    }

    @Test
    void a_block_in_which_everything_is_explained_is_not_traced_at_all() {
        chain.draft().send(HOT, COLD, 10, 1).traced(CONTRACT, HOT, 5).mine();
        follow();
        assertThat(moved(HOT)).extracting(Tuple::toList).hasSize(2);
        assertThat(moved(COLD)).containsExactly(tuple(Kind.TRANSFER, Direction.IN, Amount.of(10)));
    }
}
