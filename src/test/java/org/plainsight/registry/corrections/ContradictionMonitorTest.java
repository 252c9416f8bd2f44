package org.plainsight.registry.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;

class ContradictionMonitorTest {

    private static final AccountId COLD = MovedOnChain.account(1);
    private static final AccountId DEPOSIT = MovedOnChain.account(2);
    private static final AccountId STRANGER = MovedOnChain.account(3);
    private static final AccountId NOBODY = MovedOnChain.account(4);

    private final MovedOnChain chain = new MovedOnChain();

    @Test
    void a_stranger_who_deposits_and_withdraws_contradicts_nothing() {
        chain.out(STRANGER, DEPOSIT, 5, "a1");
        chain.out(STRANGER, DEPOSIT, 6, "a2");
        chain.in(STRANGER, COLD, 7, "a3");
        chain.out(STRANGER, NOBODY, 8, "a4");
        assertThat(kinds()).isEmpty();
    }

    @Test
    void coins_of_both_in_one_transaction_are_one_owners() {
        chain.out(STRANGER, NOBODY, 5, "b1");
        chain.out(COLD, NOBODY, 5, "b1");
        assertThat(kinds()).containsExactly(Contradiction.Kind.SPENT_TOGETHER);
        assertThat(found().getFirst().with()).isEqualTo(COLD);
    }

    @Test
    void coins_that_come_back_to_a_wallet_of_ours_are_a_round_trip() {
        chain.in(STRANGER, COLD, 5, "c1");
        chain.out(STRANGER, COLD, 9, "c2");
        chain.out(STRANGER, NOBODY, 10, "c3");
        assertThat(kinds()).containsExactly(Contradiction.Kind.ROUND_TRIP);
    }

    @Test
    void what_left_before_anything_came_from_us_is_no_round_trip() {
        chain.out(STRANGER, COLD, 4, "c1");
        chain.in(STRANGER, COLD, 5, "c2");
        chain.out(STRANGER, NOBODY, 10, "c3");
        assertThat(kinds()).isEmpty();
    }

    @Test
    void an_address_that_only_ever_empties_to_our_wallets_is_ours() {
        chain.out(STRANGER, COLD, 5, "d1");
        assertThat(kinds()).isEmpty();
        chain.out(STRANGER, COLD, 6, "d2");
        assertThat(kinds()).containsExactly(Contradiction.Kind.EMPTIED_TO_US);
        chain.out(STRANGER, NOBODY, 7, "d3");
        assertThat(kinds()).isEmpty();
    }

    private List<Contradiction> found() {
        return new ContradictionMonitor(chain, Map.of(COLD, false, DEPOSIT, true)).look(STRANGER);
    }

    private List<Contradiction.Kind> kinds() {
        return found().stream().map(Contradiction::kind).toList();
    }
}
