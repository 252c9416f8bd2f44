package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.RecordedPast;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.ledger.BlockChange;
import org.plainsight.chain.evm.ledger.OrderedMovement;
import org.plainsight.chain.evm.proof.ProofSource;
import org.plainsight.evidence.BlockRef;

/** What the record tells of an address at past blocks, while no node may be asked. */
class RecordedPastTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId TOKEN = AssetId.parse(CHAIN + "/erc20:0x" + "70".repeat(20));
    private static final AccountId HOT = new AccountId(CHAIN, "0x" + "a1".repeat(20));
    private static final AccountId STRANGER = new AccountId(CHAIN, "0x" + "a2".repeat(20));
    private static final AccountAsset HOTS_COIN = new AccountAsset(HOT, COIN);
    private static final AccountAsset HOTS_TOKEN = new AccountAsset(HOT, TOKEN);

    private EvmTestStore store;
    private EvmChainReader reader;

    @BeforeEach
    void prepare() throws SQLException {
        store = new EvmTestStore();
        reader = new EvmChainReader(
                Followers.settings(CHAIN),
                store.recorded,
                neverAsked(BalanceReader.class),
                neverAsked(ProofSource.class),
                new Contact(),
                Followers.CLOCK);
        // Followed from block 10 on; the address joins at 12, and of its token the past is not caught up.
        take(10, Map.of(), true, List.of());
        take(11, Map.of(), true, List.of());
        take(12, Map.of(HOTS_COIN, known(500), HOTS_TOKEN, known(7)), true, List.of());
        take(13, Map.of(HOTS_COIN, known(400)), true, List.of(paid(13, 100)));
        take(14, Map.of(), false, List.of());
        take(
                15,
                Map.of(HOTS_COIN, known(390), HOTS_TOKEN, new Balance.Unreadable("it is paused")),
                true,
                List.of(paid(15, 10)));
    }

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void the_balance_of_every_block_read_in_full_is_told_as_it_was() {
        assertThat(coinAt(12)).isEqualTo(held(12, 500));
        assertThat(coinAt(13)).isEqualTo(held(13, 400));
        assertThat(coinAt(15)).isEqualTo(held(15, 390));
        assertThat(at(13).get(TOKEN))
                .isInstanceOfSatisfying(
                        Reading.Known.class,
                        known -> assertThat(known.holdings())
                                .extracting(Holding::amount)
                                .containsExactly(Amount.of(7)));
    }

    @Test
    void before_an_address_was_followed_its_balance_is_unknown_and_the_first_block_is_named() {
        assertThat(coinAt(11))
                .isInstanceOfSatisfying(
                        Reading.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("since block 12"));
    }

    @Test
    void at_a_block_that_was_not_read_in_full_the_balance_is_unknown_and_the_nearest_ones_are_named() {
        assertThat(coinAt(14))
                .isInstanceOfSatisfying(
                        Reading.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("13 and 15"));
    }

    @Test
    void a_token_that_could_not_be_read_hides_no_other_asset() {
        assertThat(at(15).get(TOKEN)).isEqualTo(new Reading.Unknown("it is paused"));
        assertThat(coinAt(15)).isInstanceOf(Reading.Known.class);
    }

    @Test
    void after_a_stop_nothing_past_is_told_either() {
        store.blocks.stop(CHAIN, "the node rewrote final blocks", Instant.EPOCH);

        assertThat(at(13).values())
                .allSatisfy(reading -> assertThat(reading)
                        .isInstanceOfSatisfying(
                                Reading.Unknown.class,
                                unknown -> assertThat(unknown.reason()).contains("rewrote final blocks")));
    }

    @Test
    void of_an_address_that_is_not_followed_nothing_is_told() {
        assertThat(reader.recordedHoldings(STRANGER, block(13))).isEmpty();
        assertThat(reader.recordedPast(STRANGER)).isEmpty();
    }

    @Test
    void movements_of_a_coin_are_known_since_it_was_followed_and_those_of_a_token_once_they_are_caught_up() {
        assertThat(reader.recordedPast(HOT))
                .containsExactly(
                        new RecordedPast(TOKEN, 12, 10, List.of(new RecordedPast.Blocks(10, 11))),
                        new RecordedPast(COIN, 12, 12, List.of()));

        store.blocks.finaliseTo(CHAIN, 14);
        store.history.record(CHAIN, store.history.next(CHAIN, 100).orElseThrow(), List.of());

        assertThat(reader.recordedPast(HOT)).contains(new RecordedPast(TOKEN, 12, 10, List.of()));
    }

    @Test
    void movements_after_the_block_looked_at_are_left_out() {
        assertThat(reader.movementsUpTo(15, HOT, 0, 9)).hasSize(2);
        assertThat(reader.movementsUpTo(14, HOT, 0, 9))
                .extracting(m -> m.block().height())
                .containsExactly(13L);
        assertThat(reader.movementsUpTo(12, HOT, 0, 9)).isEmpty();
    }

    private Map<AssetId, Reading> at(long height) {
        return reader.recordedHoldings(HOT, reader.blockAt(height).orElseThrow());
    }

    private Reading coinAt(long height) {
        return at(height).get(COIN);
    }

    private static Reading held(long height, long amount) {
        return new Reading.Known(block(height), List.of(new Holding(HOT, COIN, Amount.of(amount), block(height))));
    }

    private void take(
            long height, Map<AccountAsset, Balance> balances, boolean complete, List<OrderedMovement> movements) {
        EvmHeader header = new EvmHeader(
                height,
                block(height).hash(),
                block(height - 1).hash(),
                block(height).time());
        store.blocks.append(
                CHAIN, new BlockChange(header, movements, balances, complete, Optional.empty(), Math.min(height, 10)));
    }

    private static OrderedMovement paid(long height, long amount) {
        return new OrderedMovement(
                new Movement(
                        HOT,
                        COIN,
                        block(height),
                        Optional.of("%064x".formatted(height)),
                        Movement.Direction.OUT,
                        Amount.of(amount),
                        Optional.empty(),
                        Movement.Kind.TRANSFER),
                1);
    }

    private static BlockRef block(long height) {
        return new BlockRef(CHAIN, height, "%064x".formatted(height + 1_000), Instant.ofEpochSecond(12 * height));
    }

    private static Balance known(long amount) {
        return new Balance.Known(Amount.of(amount));
    }

    private static <T> T neverAsked(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new AssertionError("the node was asked: " + method.getName());
        }));
    }
}
