package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import java.util.HashMap;
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
import org.plainsight.chain.evm.Balance;

/** Tokens whose transfers do not tell the whole of their balances. */
class TokenMovementsTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId TOKEN = AssetId.parse(CHAIN + "/erc20:0x" + "c".repeat(40));
    private static final AccountId HOT = new AccountId(CHAIN, "0x" + "a".repeat(40));
    private static final AccountId CUSTOMER = new AccountId(CHAIN, "0x" + "1".repeat(40));

    private final FakeEvmChain chain = new FakeEvmChain(COIN, genesis());
    private final MemoryBooks books = new MemoryBooks(CHAIN);

    @Test
    void a_token_that_takes_a_fee_on_transfer_shows_the_transfer_as_logged_and_the_fee_as_unattributed() {
        chain.draft()
                .logOnly(TOKEN.reference(), CUSTOMER, HOT, 100)
                .sendInside(CUSTOMER, TOKEN, -100)
                .sendInside(HOT, TOKEN, 97)
                .mine();

        follow();

        assertThat(moved())
                .containsExactlyInAnyOrder(
                        tuple(Kind.TRANSFER, Direction.IN, Amount.of(100)),
                        tuple(Kind.UNATTRIBUTED, Direction.OUT, Amount.of(3)));
    }

    @Test
    void a_rebasing_token_changes_balances_by_unattributed_rows_up_and_down() {
        chain.draft().sendInside(HOT, TOKEN, 11).mine();
        chain.draft().mine();
        chain.draft().sendInside(HOT, TOKEN, -4).mine();

        follow();

        assertThat(moved())
                .containsExactlyInAnyOrder(
                        tuple(Kind.UNATTRIBUTED, Direction.IN, Amount.of(11)),
                        tuple(Kind.UNATTRIBUTED, Direction.OUT, Amount.of(4)));
    }

    @Test
    void a_log_without_a_transfer_behind_it_is_balanced_by_an_unattributed_row() {
        chain.draft().logOnly(TOKEN.reference(), CUSTOMER, HOT, 1_000_000).mine();

        follow();

        assertThat(moved())
                .containsExactlyInAnyOrder(
                        tuple(Kind.TRANSFER, Direction.IN, Amount.of(1_000_000)),
                        tuple(Kind.UNATTRIBUTED, Direction.OUT, Amount.of(1_000_000)));
        assertThat(books.balancesAt(books.tip(CHAIN).orElseThrow(), List.of(new AccountAsset(HOT, TOKEN))))
                .containsValue(new Balance.Known(Amount.of(500)));
    }

    /** Clones of a token, some at addresses that begin and end like it, that credit us with fortunes. */
    @Test
    void a_thousand_tokens_that_nobody_pinned_leave_every_total_as_it_is_to_the_last_unit() {
        for (int i = 0; i < 1_000; i++) {
            AssetId clone = AssetId.parse(CHAIN + "/erc20:0xcccc" + "%032x".formatted(i + 1) + "cccc");
            FakeEvmChain.Draft draft = chain.draft()
                    .transfer(clone, CUSTOMER, HOT, 1_000_000_000_000L + i)
                    .logOnly(clone.reference(), HOT, CUSTOMER, 7);
            if (i % 100 == 0) {
                draft.transfer(TOKEN, CUSTOMER, HOT, 1);
            }
            draft.mine();
        }

        follow();

        assertThat(moved()).hasSize(10).allMatch(tuple(Kind.TRANSFER, Direction.IN, Amount.of(1))::equals);
        assertThat(books.movements(HOT, Long.MAX_VALUE, 0, 10_000))
                .extracting(Movement::asset)
                .containsOnly(TOKEN);
        assertThat(books.balancesAt(
                        books.tip(CHAIN).orElseThrow(),
                        List.of(new AccountAsset(HOT, TOKEN), new AccountAsset(HOT, COIN))))
                .containsEntry(new AccountAsset(HOT, TOKEN), new Balance.Known(Amount.of(510)))
                .containsEntry(new AccountAsset(HOT, COIN), new Balance.Known(Amount.of(500)));
    }

    private void follow() {
        Follower follower = Followers.of(
                Followers.settings(CHAIN),
                chain,
                books,
                books,
                books,
                Followers.watching(List.of(HOT), Set.of(COIN, TOKEN)),
                incident -> {},
                new Contact());
        while (follower.step() == Follower.Progress.ADVANCED) {
            // until nothing is left to do
        }
    }

    private List<Tuple> moved() {
        return books.movements(HOT, Long.MAX_VALUE, 0, 100).stream()
                .filter(movement -> movement.asset().equals(TOKEN))
                .map(TokenMovementsTest::row)
                .toList();
    }

    private static Tuple row(Movement movement) {
        return tuple(movement.kind(), movement.direction(), movement.amount());
    }

    private static Map<AccountAsset, BigInteger> genesis() {
        Map<AccountAsset, BigInteger> state = new HashMap<>();
        for (AccountId account : List.of(HOT, CUSTOMER)) {
            state.put(new AccountAsset(account, COIN), BigInteger.valueOf(500));
            state.put(new AccountAsset(account, TOKEN), BigInteger.valueOf(500));
        }
        return state;
    }
}
