package org.plainsight.registry.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Movement.Direction;
import org.plainsight.chain.Reading;
import org.plainsight.evidence.BlockRef;

class ContradictionMonitorTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AccountId COLD = account(1);
    private static final AccountId DEPOSIT = account(2);
    private static final AccountId STRANGER = account(3);
    private static final AccountId NOBODY = account(4);

    private final List<Movement> movements = new ArrayList<>();

    @Test
    void a_stranger_who_deposits_and_withdraws_contradicts_nothing() {
        out(STRANGER, DEPOSIT, 5, "a1");
        out(STRANGER, DEPOSIT, 6, "a2");
        in(STRANGER, COLD, 7, "a3");
        out(STRANGER, NOBODY, 8, "a4");
        assertThat(kinds()).isEmpty();
    }

    @Test
    void coins_of_both_in_one_transaction_are_one_owners() {
        out(STRANGER, NOBODY, 5, "b1");
        out(COLD, NOBODY, 5, "b1");
        assertThat(kinds()).containsExactly(Contradiction.Kind.SPENT_TOGETHER);
        assertThat(found().getFirst().with()).isEqualTo(COLD);
    }

    @Test
    void coins_that_come_back_to_a_wallet_of_ours_are_a_round_trip() {
        in(STRANGER, COLD, 5, "c1");
        out(STRANGER, COLD, 9, "c2");
        out(STRANGER, NOBODY, 10, "c3");
        assertThat(kinds()).containsExactly(Contradiction.Kind.ROUND_TRIP);
    }

    @Test
    void what_left_before_anything_came_from_us_is_no_round_trip() {
        out(STRANGER, COLD, 4, "c1");
        in(STRANGER, COLD, 5, "c2");
        out(STRANGER, NOBODY, 10, "c3");
        assertThat(kinds()).isEmpty();
    }

    @Test
    void an_address_that_only_ever_empties_to_our_wallets_is_ours() {
        out(STRANGER, COLD, 5, "d1");
        assertThat(kinds()).isEmpty();
        out(STRANGER, COLD, 6, "d2");
        assertThat(kinds()).containsExactly(Contradiction.Kind.EMPTIED_TO_US);
        out(STRANGER, NOBODY, 7, "d3");
        assertThat(kinds()).isEmpty();
    }

    private List<Contradiction> found() {
        return new ContradictionMonitor(new OneChain(), Map.of(COLD, false, DEPOSIT, true)).look(STRANGER);
    }

    private List<Contradiction.Kind> kinds() {
        return found().stream().map(Contradiction::kind).toList();
    }

    private void in(AccountId account, AccountId from, long height, String transaction) {
        move(account, from, height, transaction, Direction.IN);
    }

    private void out(AccountId account, AccountId to, long height, String transaction) {
        move(account, to, height, transaction, Direction.OUT);
    }

    private void move(AccountId account, AccountId other, long height, String transaction, Direction direction) {
        movements.add(new Movement(
                account,
                AssetId.parse("eip155:31337/slip44:60"),
                new BlockRef(CHAIN, height, "ab".repeat(32), Instant.EPOCH),
                Optional.of(transaction.repeat(32)),
                direction,
                Amount.of(1),
                Optional.of(other),
                Movement.Kind.TRANSFER));
    }

    private static AccountId account(int number) {
        return new AccountId(CHAIN, "0x%040x".formatted(number));
    }

    /** Answers with the movements of the test. */
    private final class OneChain implements ChainReader {
        @Override
        public ChainId chain() {
            return CHAIN;
        }

        @Override
        public ChainStatus status() {
            return new ChainStatus(
                    CHAIN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        }

        @Override
        public Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff) {
            return Optional.empty();
        }

        @Override
        public Optional<BlockRef> blockAt(long height) {
            return Optional.empty();
        }

        @Override
        public Reading holdingsAt(BlockRef block, Collection<AccountId> accounts, Collection<AssetId> assets) {
            return new Reading.Unknown("not asked");
        }

        @Override
        public List<Holding> latestHoldings(AccountId account) {
            return List.of();
        }

        @Override
        public List<Holding> latestHoldings() {
            return List.of();
        }

        @Override
        public List<Movement> movements(AccountId account, int offset, int limit) {
            return movements.stream().filter(m -> m.account().equals(account)).toList().reversed().stream()
                    .skip(offset)
                    .limit(limit)
                    .toList();
        }
    }
}
