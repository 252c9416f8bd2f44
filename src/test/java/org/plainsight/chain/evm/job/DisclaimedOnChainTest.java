package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.rpc.Web3jNode;
import org.plainsight.registry.corrections.Contradiction;
import org.plainsight.registry.corrections.ContradictionMonitor;
import org.plainsight.sandbox.node.EvmNode;
import org.plainsight.testing.LocalNodes;

/** An address that the exchange says is not its own, followed on a real chain. */
class DisclaimedOnChainTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AccountId COLD = account("c1");
    private static final AccountId DEPOSIT = account("d1");
    private static final AccountId DISCLAIMED = account("e1");

    private final EvmNode anvil = LocalNodes.evm(31337);
    private final Web3jNode node = new Web3jNode(anvil.rpcUri(), Web3jNode.Checks.ALL);
    private EvmTestStore store;
    private Follower follower;

    @BeforeEach
    void prepare() throws SQLException {
        store = new EvmTestStore();
        follower = Followers.of(
                CHAIN,
                node,
                store.blocks,
                store,
                Followers.watching(List.of(COLD, DEPOSIT, DISCLAIMED), Set.of(COIN)),
                incident -> {});
        for (AccountId account : List.of(COLD, DISCLAIMED)) {
            anvil.rpc("anvil_impersonateAccount", account.address());
            anvil.rpc("anvil_setBalance", account.address(), "0xde0b6b3a7640000");
        }
        anvil.rpc("evm_mine");
    }

    @AfterEach
    void end() {
        node.close();
        anvil.close();
        store.close();
    }

    private static AccountId account(String digits) {
        return new AccountId(CHAIN, "0x" + digits.repeat(20));
    }

    private void pay(AccountId from, AccountId to) {
        anvil.rpc("eth_sendTransaction", Map.of("from", from.address(), "to", to.address(), "value", "0x64"));
        anvil.rpc("evm_mine");
    }

    private List<Contradiction> found() {
        while (follower.step() == Follower.Progress.ADVANCED) {
            // until nothing is left to do
        }
        EvmChainReader reader = new EvmChainReader(
                Followers.settings(CHAIN), store.recorded, node, node, new Contact(), Followers.CLOCK);
        return new ContradictionMonitor(reader, Map.of(COLD, false, DEPOSIT, true)).look(DISCLAIMED);
    }

    @Test
    void a_customer_who_deposits_and_is_paid_out_contradicts_nothing() {
        pay(DISCLAIMED, DEPOSIT);
        pay(COLD, DISCLAIMED);
        pay(DISCLAIMED, DEPOSIT);
        assertThat(found()).isEmpty();
    }

    @Test
    void coins_that_come_from_our_wallet_and_go_back_into_it_are_named_with_block_and_transaction() {
        pay(COLD, DISCLAIMED);
        pay(DISCLAIMED, COLD);
        List<Contradiction> found = found();
        assertThat(found).isNotEmpty();
        assertThat(found).allSatisfy(contradiction -> {
            assertThat(contradiction.disclaimed()).isEqualTo(DISCLAIMED);
            assertThat(contradiction.with()).isEqualTo(COLD);
            assertThat(contradiction.transaction()).matches("[0-9a-f]{64}");
            assertThat(store.recorded.blockAt(CHAIN, contradiction.block().height()))
                    .contains(contradiction.block());
        });
        assertThat(found).extracting(Contradiction::kind).contains(Contradiction.Kind.ROUND_TRIP);
    }
}
