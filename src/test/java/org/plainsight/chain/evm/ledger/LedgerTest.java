package org.plainsight.chain.evm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.plainsight.chain.evm.Erc20Transfer;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmLog;
import org.plainsight.chain.evm.EvmTransaction;

class LedgerTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId TOKEN = AssetId.parse(CHAIN + "/erc20:0x" + "c".repeat(40));
    private static final AccountId ALICE = new AccountId(CHAIN, "0x" + "a".repeat(40));
    private static final AccountId BOB = new AccountId(CHAIN, "0x" + "b".repeat(40));
    private static final String STRANGER = "0x" + "9".repeat(40);
    private static final AccountAsset ALICES_COIN = new AccountAsset(ALICE, COIN);
    private static final AccountAsset ALICES_TOKEN = new AccountAsset(ALICE, TOKEN);

    private final Watched watched = new Watched(Set.of(ALICE, BOB), Set.of(COIN, TOKEN));
    private final Ledger ledger = new Ledger(Map.of());

    @Test
    void the_first_reading_is_a_balance_and_no_movement() {
        BlockChange change = read(1, List.of(), Map.of(ALICES_COIN, known(5)));

        assertThat(change.balances()).isEqualTo(Map.of(ALICES_COIN, known(5)));
        assertThat(change.movements()).isEmpty();
    }

    @Test
    void an_unchanged_balance_writes_nothing() {
        read(1, List.of(), Map.of(ALICES_COIN, known(5)));

        BlockChange change = read(2, List.of(), Map.of(ALICES_COIN, known(5)));

        assertThat(change.balances()).isEmpty();
        assertThat(change.movements()).isEmpty();
    }

    @Test
    void what_transfers_and_fees_explain_is_not_repeated() {
        read(1, List.of(), Map.of(ALICES_COIN, known(100)));
        EvmTransaction sent = transaction(ALICE.address(), STRANGER, 30, 2, true);

        BlockChange change = read(2, List.of(sent), Map.of(ALICES_COIN, known(68)));

        assertThat(change.movements())
                .extracting(m -> m.movement().kind(), m -> m.signedUnits().intValueExact())
                .containsExactly(tuple(Kind.FEE, -2), tuple(Kind.TRANSFER, -30));
    }

    @Test
    void a_failed_transaction_costs_its_fee_only() {
        read(1, List.of(), Map.of(ALICES_COIN, known(100)));

        BlockChange change =
                read(2, List.of(transaction(ALICE.address(), STRANGER, 30, 2, false)), Map.of(ALICES_COIN, known(98)));

        assertThat(change.movements())
                .singleElement()
                .satisfies(m -> assertThat(m.movement().kind()).isEqualTo(Kind.FEE));
    }

    @Test
    void what_nothing_explains_is_a_row_of_its_own() {
        read(1, List.of(), Map.of(ALICES_COIN, known(100)));

        BlockChange change =
                read(2, List.of(transaction(STRANGER, ALICE.address(), 10, 1, true)), Map.of(ALICES_COIN, known(103)));

        assertThat(change.movements().getLast().movement())
                .extracting(Movement::kind, Movement::direction, Movement::amount, Movement::transaction)
                .containsExactly(Kind.UNATTRIBUTED, Direction.OUT, Amount.of(7), Optional.empty());
    }

    @Test
    void a_movement_whose_block_could_not_be_read_is_explained_at_the_next_reading() {
        read(1, List.of(), Map.of(ALICES_COIN, known(100)));
        EvmTransaction received = transaction(STRANGER, ALICE.address(), 10, 1, true);

        read(2, List.of(received), Map.of());

        assertThat(ledger.due(block(3, List.of()), List.of(), watched)).contains(ALICES_COIN);
        assertThat(read(3, List.of(), Map.of(ALICES_COIN, known(110))).movements())
                .isEmpty();
    }

    @Test
    void unknown_is_never_zero_and_ends_with_the_next_good_reading() {
        read(1, List.of(), Map.of(ALICES_TOKEN, known(100)));
        Balance broken = new Balance.Unreadable("the token's balanceOf failed");

        assertThat(read(2, List.of(), Map.of(ALICES_TOKEN, broken)).balances()).isEqualTo(Map.of(ALICES_TOKEN, broken));
        assertThat(read(3, List.of(), Map.of(ALICES_TOKEN, broken)).balances()).isEmpty();
        BlockChange again = read(4, List.of(), Map.of(ALICES_TOKEN, known(100)));
        assertThat(again.balances()).isEqualTo(Map.of(ALICES_TOKEN, known(100)));
        assertThat(again.movements()).isEmpty();
    }

    @Test
    void a_token_whose_records_cannot_be_true_becomes_unknown_and_stops_nobody_else() {
        read(1, List.of(), Map.of(ALICES_TOKEN, known(1), ALICES_COIN, known(1)));
        EvmLog log = transferLog(STRANGER, ALICE.address(), "f".repeat(64));
        List<OrderedMovement> lies = BlockMovements.ofLogs(header(2).ref(CHAIN), List.of(log, log, log), watched);

        BlockChange change = ledger.change(
                header(2).ref(CHAIN),
                header(2),
                lies,
                Map.of(ALICES_TOKEN, known(1), ALICES_COIN, known(2)),
                true,
                Optional.empty(),
                1);

        assertThat(change.balances().get(ALICES_TOKEN)).isInstanceOf(Balance.Unreadable.class);
        assertThat(change.balances().get(ALICES_COIN)).isEqualTo(known(2));
    }

    @Test
    void tokens_and_addresses_that_are_not_pinned_move_nothing() {
        EvmLog fake = new EvmLog(
                "0x" + "d".repeat(40),
                transferLog(STRANGER, ALICE.address(), "1".repeat(64)).topics(),
                "1".repeat(64),
                2,
                header(2).hash(),
                "e".repeat(64),
                0,
                0);

        assertThat(BlockMovements.ofLogs(header(2).ref(CHAIN), List.of(fake), watched))
                .isEmpty();
    }

    @Test
    void a_transfer_between_two_watched_addresses_moves_both() {
        EvmLog log = transferLog(ALICE.address(), BOB.address(), String.format("%064x", 7));

        assertThat(BlockMovements.ofLogs(header(2).ref(CHAIN), List.of(log), watched))
                .extracting(m -> m.movement().account(), OrderedMovement::signedUnits)
                .containsExactly(tuple(ALICE, BigInteger.valueOf(-7)), tuple(BOB, BigInteger.valueOf(7)));
    }

    private BlockChange read(long number, List<EvmTransaction> transactions, Map<AccountAsset, Balance> readings) {
        EvmBlock block = block(number, transactions);
        List<OrderedMovement> movements = BlockMovements.of(block.header().ref(CHAIN), block, watched);
        BlockChange change = ledger.change(
                block.header().ref(CHAIN), block.header(), movements, readings, false, Optional.empty(), 1);
        ledger.accept(change);
        return change;
    }

    private static EvmBlock block(long number, List<EvmTransaction> transactions) {
        return new EvmBlock(header(number), transactions, List.of(), Set.of());
    }

    private static EvmHeader header(long number) {
        return new EvmHeader(
                number,
                String.format("%064x", number),
                String.format("%064x", number - 1),
                Instant.ofEpochSecond(number));
    }

    private static EvmTransaction transaction(String from, String to, long value, long fee, boolean succeeded) {
        return new EvmTransaction(
                "e".repeat(64),
                0,
                from,
                Optional.of(to),
                Optional.empty(),
                BigInteger.valueOf(value),
                BigInteger.valueOf(fee),
                succeeded);
    }

    private static EvmLog transferLog(String from, String to, String data) {
        return new EvmLog(
                TOKEN.reference(),
                List.of(Erc20Transfer.TOPIC, Erc20Transfer.topicOf(from), Erc20Transfer.topicOf(to)),
                data,
                2,
                header(2).hash(),
                "e".repeat(64),
                0,
                0);
    }

    private static Balance known(long units) {
        return new Balance.Known(Amount.of(units));
    }
}
