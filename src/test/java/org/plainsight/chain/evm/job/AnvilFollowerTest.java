package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.evm.Erc20Transfer;
import org.plainsight.chain.evm.MultisigOwners;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.TestBytecode;
import org.plainsight.chain.evm.rpc.Web3jNode;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.sandbox.node.EvmNode;
import org.plainsight.testing.LocalNodes;

/** A real node, a real database. */
class AnvilFollowerTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId USDX = token("61");
    private static final AssetId WBTX = token("62");
    private static final AssetId DAIX = token("63");
    private static final AccountId HOT = new AccountId(CHAIN, "0x" + "a1".repeat(20));
    private static final AccountId COLD = new AccountId(CHAIN, "0x" + "a2".repeat(20));
    private static final String CUSTOMER = EvmNode.FUNDED_ADDRESS;

    private final EvmNode anvil = LocalNodes.evm(31337);
    private final Web3jNode node = new Web3jNode(anvil.rpcUri(), Web3jNode.Checks.ALL);
    private final Contact contact = new Contact();
    private final List<AccountId> accounts = new ArrayList<>(List.of(HOT, COLD));
    private final List<AssetId> assets = new ArrayList<>(List.of(COIN, USDX, WBTX, DAIX));
    private final List<IncidentStatement> incidents = new ArrayList<>();
    private EvmTestStore store;
    private Follower follower;

    @BeforeEach
    void prepare() throws SQLException {
        store = new EvmTestStore();
        follower = follower(new Finality.NodesTag());
        for (AssetId token : List.of(USDX, WBTX, DAIX)) {
            anvil.rpc("anvil_setCode", token.reference(), TestBytecode.TOKEN);
            give(token, CUSTOMER, BigInteger.TEN.pow(30));
        }
        anvil.rpc("anvil_impersonateAccount", HOT.address());
        anvil.rpc("evm_mine");
    }

    @AfterEach
    void end() {
        node.close();
        anvil.close();
        store.close();
    }

    @Test
    void deposits_and_withdrawals_of_coin_and_tokens_are_balances_and_movements() {
        settle();
        pay(CUSTOMER, HOT, "1000000000000000000");
        transfer(USDX, CUSTOMER, HOT, "5000000");
        transfer(WBTX, CUSTOMER, HOT, "100000000");
        transfer(DAIX, CUSTOMER, COLD, "7000000000000000000");
        anvil.rpc("evm_mine");
        transfer(USDX, HOT.address(), COLD, "2000000");
        pay(HOT.address(), COLD, "1000");
        anvil.rpc("evm_mine");

        settle();

        assertThat(balance(HOT, USDX)).isEqualTo("3000000");
        assertThat(balance(COLD, USDX)).isEqualTo("2000000");
        assertThat(balance(HOT, WBTX)).isEqualTo("100000000");
        assertThat(balance(COLD, DAIX)).isEqualTo("7000000000000000000");
        assertThat(balance(COLD, COIN)).isEqualTo("1000");
        assertThat(store.recorded.movements(COLD, Long.MAX_VALUE, 0, 10))
                .extracting(
                        Movement::asset, Movement::direction, m -> m.amount().toString(), Movement::kind)
                .containsExactly(
                        tuple(COIN, Movement.Direction.IN, "1000", Movement.Kind.TRANSFER),
                        tuple(USDX, Movement.Direction.IN, "2000000", Movement.Kind.TRANSFER),
                        tuple(DAIX, Movement.Direction.IN, "7000000000000000000", Movement.Kind.TRANSFER));
        assertThat(store.recorded.movements(HOT, Long.MAX_VALUE, 0, 10))
                .filteredOn(m -> m.kind() == Movement.Kind.FEE)
                .hasSize(2);
        assertThat(store.recorded.movements(HOT, Long.MAX_VALUE, 0, 10))
                .noneMatch(m -> m.kind() == Movement.Kind.UNATTRIBUTED);
    }

    @Test
    void a_change_that_no_transfer_explains_is_shown_as_such() {
        settle();
        give(USDX, HOT.address(), BigInteger.valueOf(42));
        anvil.rpc("anvil_setBalance", COLD.address(), "0x7");
        anvil.rpc("evm_mine");
        settle();

        assertThat(store.recorded.movements(HOT, Long.MAX_VALUE, 0, 10))
                .extracting(Movement::kind, Movement::amount, Movement::asset)
                .containsExactly(tuple(Movement.Kind.UNATTRIBUTED, Amount.of(42), USDX));
        assertThat(store.recorded.movements(COLD, Long.MAX_VALUE, 0, 10))
                .extracting(Movement::kind, Movement::amount, Movement::asset)
                .containsExactly(tuple(Movement.Kind.UNATTRIBUTED, Amount.of(7), COIN));
    }

    @Test
    void coins_that_contracts_move_are_found_in_the_nodes_trace_with_transaction_and_other_side() {
        String forwarder = "0x" + "f0".repeat(20);
        String bankrupt = "0x" + "f1".repeat(20);
        String undoer = "0x" + "f2".repeat(20);
        anvil.rpc("anvil_setCode", forwarder, TestBytecode.FORWARDS);
        anvil.rpc("anvil_setCode", bankrupt, TestBytecode.ENDS_ITSELF);
        anvil.rpc("anvil_setBalance", bankrupt, "0x5");
        anvil.rpc("anvil_setCode", undoer, TestBytecode.FORWARDS_AND_REVERTS);
        settle();
        payThrough(forwarder, COLD, 7);
        payThrough(bankrupt, COLD, 0);
        payThrough(undoer, COLD, 9);
        anvil.rpc("evm_mine");
        settle();

        assertThat(balance(COLD, COIN)).isEqualTo("12");
        assertThat(store.recorded.movements(COLD, Long.MAX_VALUE, 0, 10))
                .extracting(
                        Movement::kind,
                        Movement::amount,
                        m -> m.counterparty().orElseThrow().address(),
                        m -> m.transaction().isPresent())
                .containsExactlyInAnyOrder(
                        tuple(Movement.Kind.TRANSFER, Amount.of(7), forwarder, true),
                        tuple(Movement.Kind.TRANSFER, Amount.of(5), bankrupt, true));
    }

    @Test
    void a_token_of_the_same_name_at_another_address_counts_nothing() {
        AssetId fake = token("66");
        anvil.rpc("anvil_setCode", fake.reference(), TestBytecode.TOKEN);
        give(fake, CUSTOMER, BigInteger.TEN.pow(30));
        transfer(fake, CUSTOMER, HOT, "999999999");
        anvil.rpc("evm_mine");
        settle();

        assertThat(store.recorded.movements(HOT, Long.MAX_VALUE, 0, 10)).isEmpty();
        assertThat(store.recorded.latest(CHAIN, Optional.of(HOT)))
                .allSatisfy(holding -> assertThat(holding.amount()).isEqualTo(Amount.ZERO));
    }

    @Test
    void a_reorg_is_undone_exactly() {
        follower = follower(new Finality.Depth(10));
        for (int i = 0; i < 3; i++) {
            pay(CUSTOMER, HOT, "100");
            anvil.rpc("evm_mine");
        }
        settle();
        assertThat(balance(HOT, COIN)).isEqualTo("300");
        String before = store.recorded.tip(CHAIN).orElseThrow().hash();

        anvil.rpc("anvil_reorg", 2, List.of());
        settle();

        assertThat(store.recorded.tip(CHAIN).orElseThrow().hash()).isNotEqualTo(before);
        assertThat(balance(HOT, COIN)).isEqualTo("100");
        assertThat(store.recorded.movements(HOT, Long.MAX_VALUE, 0, 10)).hasSize(1);
        assertThat(incidents).isEmpty();
    }

    @Test
    void a_reorg_below_finality_stops_the_chain_keeps_its_last_state_and_is_reported_once() {
        follower = follower(new Finality.Depth(1));
        pay(CUSTOMER, HOT, "100");
        anvil.rpc("evm_mine");
        anvil.rpc("evm_mine");
        anvil.rpc("evm_mine");
        settle();

        anvil.rpc("anvil_reorg", 3, List.of());
        settle();
        follower = follower(new Finality.Depth(1));
        settle();

        assertThat(follower.step()).isEqualTo(Follower.Progress.STOPPED);
        assertThat(reader().status().stopped()).isTrue();
        assertThat(reader().status().problem()).get().asString().contains("Following stopped: block");
        assertThat(balance(HOT, COIN)).isEqualTo("100");
        assertThat(incidents)
                .singleElement()
                .satisfies(
                        incident -> assertThat(incident.kind()).isEqualTo(IncidentStatement.Kind.REORG_BELOW_FINALITY));
    }

    @Test
    void a_node_that_is_off_makes_nothing_wrong_and_following_goes_on_when_it_is_back() {
        ChainId other = ChainId.parse("eip155:31338");
        AccountId account = new AccountId(other, HOT.address());
        AssetId coin = AssetId.parse(other + "/slip44:60");
        try (EvmNode restarted = LocalNodes.evm(31338);
                Web3jNode client = new Web3jNode(restarted.rpcUri(), Web3jNode.Checks.ALL)) {
            mine(restarted, 5);
            Follower following = Followers.of(
                    other,
                    client,
                    store.blocks,
                    store,
                    Followers.watching(Set.of(account), Set.of(coin)),
                    incidents::add);
            settle(following);
            BlockRef seen = store.recorded.tip(other).orElseThrow();
            ChainReader reader = new EvmChainReader(
                    Followers.settings(other), store.recorded, client, client, contact, Followers.CLOCK);

            restarted.kill();
            assertThatThrownBy(following::step).isInstanceOf(NodeException.class);
            assertThat(reader.status().isStale()).isTrue();
            assertThat(reader.holdingsAt(seen, List.of(account), List.of(coin))).isInstanceOf(Reading.Known.class);

            restarted.startAgain();
            settle(following);
            assertThat(store.recorded.tip(other)).contains(seen);
            mine(restarted, 1);
            settle(following);
            assertThat(store.recorded.tip(other)).map(BlockRef::height).contains(6L);
            assertThat(store.recorded.blockAt(other, 5)).contains(seen);
            assertThat(incidents).isEmpty();
        }
    }

    @Test
    void hostile_tokens_are_unknown_one_by_one_and_stop_nothing_else() {
        Map<AssetId, String> hostile = Map.of(
                token("71"), TestBytecode.REVERTS,
                token("72"), TestBytecode.ANSWERS_ONE_BYTE,
                token("73"), TestBytecode.ANSWERS_A_PAGE,
                token("74"), TestBytecode.NEVER_ENDS,
                token("75"), TestBytecode.INVALID,
                token("76"), "0x");
        hostile.forEach((asset, code) -> anvil.rpc("anvil_setCode", asset.reference(), code));
        assets.addAll(hostile.keySet());
        transfer(USDX, CUSTOMER, HOT, "5");
        anvil.rpc("evm_mine");
        settle();

        BlockRef tip = store.recorded.tip(CHAIN).orElseThrow();
        assertThat(balance(HOT, USDX)).isEqualTo("5");
        for (AssetId asset : hostile.keySet()) {
            assertThat(reader().latestHoldings(HOT)).extracting(Holding::asset).doesNotContain(asset);
            assertThat(reader().holdingsAt(tip, List.of(HOT), List.of(asset))).isInstanceOf(Reading.Unknown.class);
        }
        assertThat(reader().holdingsAt(tip, List.of(HOT), List.of(USDX, COIN))).isInstanceOf(Reading.Known.class);
    }

    @Test
    void balances_at_an_earlier_block_are_those_of_that_block() {
        pay(CUSTOMER, HOT, "100");
        anvil.rpc("evm_mine");
        long then = anvil.height();
        pay(CUSTOMER, HOT, "100");
        anvil.rpc("evm_mine");
        settle();

        BlockRef block = store.recorded.blockAt(CHAIN, then).orElseThrow();
        assertThat(reader().holdingsAt(block, List.of(HOT), List.of(COIN)))
                .isEqualTo(new Reading.Known(block, List.of(new Holding(HOT, COIN, Amount.of(100), block))));
        BlockRef elsewhere = new BlockRef(CHAIN, then, "12".repeat(32), block.time());
        assertThat(reader().holdingsAt(elsewhere, List.of(HOT), List.of(COIN))).isInstanceOf(Reading.Unknown.class);
    }

    @Test
    void an_address_that_joins_later_is_read_at_once_and_its_token_history_is_caught_up() {
        accounts.remove(COLD);
        transfer(USDX, CUSTOMER, COLD, "5");
        anvil.rpc("evm_mine");
        anvil.rpc("evm_mine", List.of().toArray());
        anvil.rpc("evm_mine");
        anvil.rpc("evm_mine");
        settle();
        assertThat(store.recorded.movements(COLD, Long.MAX_VALUE, 0, 10)).isEmpty();

        accounts.add(COLD);
        for (int i = 0; i < 4; i++) {
            anvil.rpc("evm_mine");
            settle();
        }

        assertThat(balance(COLD, USDX)).isEqualTo("5");
        assertThat(store.recorded.movements(COLD, Long.MAX_VALUE, 0, 10))
                .extracting(Movement::kind, Movement::amount)
                .containsExactly(tuple(Movement.Kind.TRANSFER, Amount.of(5)));
    }

    @Test
    void the_final_block_for_a_cut_off_is_named_only_once_the_chain_is_final_past_it() {
        for (int i = 0; i < 5; i++) {
            anvil.mine(anvil.tipTime().plusSeconds(12), List.of());
        }
        settle();
        BlockRef last = store.recorded.finalised(CHAIN).orElseThrow();
        BlockRef before = store.recorded.blockAt(CHAIN, last.height() - 1).orElseThrow();

        assertThat(reader().finalBlockAtOrBefore(last.time())).isEmpty();
        assertThat(reader().finalBlockAtOrBefore(last.time().minusSeconds(1))).contains(before);
    }

    @Test
    void owners_of_a_multisig_are_read_at_the_named_block() {
        AccountId safe = new AccountId(CHAIN, "0x" + "5a".repeat(20));
        anvil.rpc("anvil_setCode", safe.address(), TestBytecode.twoOwners(HOT.address(), COLD.address()));
        anvil.rpc("evm_mine");
        String hash = anvil.blockHash(anvil.height()).substring(2);

        MultisigOwners owners = new MultisigOwners(node);
        assertThat(owners.at(safe.address(), anvil.height(), hash))
                .isEqualTo(new MultisigOwners.Answer.Named(Set.of(HOT.address(), COLD.address()), 2));
        assertThat(owners.at(safe.address(), anvil.height() - 1, hash))
                .isInstanceOf(MultisigOwners.Answer.Unread.class);
        assertThat(owners.at(HOT.address(), anvil.height(), hash)).isInstanceOf(MultisigOwners.Answer.Unread.class);
        assertThat(owners.at(USDX.reference(), anvil.height(), hash)).isInstanceOf(MultisigOwners.Answer.Unread.class);
    }

    @Test
    void a_node_of_another_chain_is_refused_with_the_setting_to_correct() {
        FollowerSettings settings = new FollowerSettings(
                "plainsight.evm.demo",
                1,
                Optional.empty(),
                OptionalLong.empty(),
                new Finality.NodesTag(),
                Duration.ofSeconds(30),
                Optional.empty());
        Follower wrong = Followers.of(
                settings, node, store.blocks, store, Followers.watching(accounts, assets), incidents::add, contact);

        assertThatThrownBy(wrong::step)
                .isInstanceOf(WrongNetworkException.class)
                .hasMessageContaining("plainsight.evm.demo.chain-id");
    }

    private Follower follower(Finality finality) {
        FollowerSettings settings = new FollowerSettings(
                "plainsight.evm.test",
                31337,
                Optional.empty(),
                OptionalLong.of(0),
                finality,
                Duration.ofSeconds(30),
                Optional.empty());
        return Followers.of(
                settings, node, store.blocks, store, Followers.watching(accounts, assets), incidents::add, contact);
    }

    private ChainReader reader() {
        return new EvmChainReader(Followers.settings(CHAIN), store.recorded, node, node, contact, Followers.CLOCK);
    }

    private void settle() {
        settle(follower);
    }

    private static void settle(Follower follower) {
        Follower.Progress progress = Follower.Progress.ADVANCED;
        while (progress == Follower.Progress.ADVANCED) {
            progress = follower.step();
        }
    }

    private static void mine(EvmNode node, int blocks) {
        for (int i = 0; i < blocks; i++) {
            node.mine(node.tipTime().plusSeconds(12), List.of());
        }
    }

    private String balance(AccountId account, AssetId asset) {
        return store.recorded.latest(CHAIN, Optional.of(account)).stream()
                .filter(holding -> holding.asset().equals(asset))
                .map(holding -> holding.amount().toString())
                .findFirst()
                .orElse("unknown");
    }

    private void pay(String from, AccountId to, String wei) {
        anvil.rpc(
                "eth_sendTransaction",
                Map.of("from", from, "to", to.address(), "value", "0x" + new BigInteger(wei).toString(16)));
    }

    private void payThrough(String contract, AccountId to, int wei) {
        anvil.rpc(
                "eth_sendTransaction",
                Map.of(
                        "from",
                        CUSTOMER,
                        "to",
                        contract,
                        "value",
                        "0x" + Integer.toHexString(wei),
                        "gas",
                        "0x30000",
                        "data",
                        "0x" + Erc20Transfer.topicOf(to.address())));
    }

    private void transfer(AssetId token, String from, AccountId to, String units) {
        String data =
                "0xa9059cbb" + Erc20Transfer.topicOf(to.address()) + String.format("%064x", new BigInteger(units));
        anvil.rpc("eth_sendTransaction", Map.of("from", from, "to", token.reference(), "data", data));
    }

    /** Behind the token's back: no transaction, no log. */
    private void give(AssetId token, String holder, BigInteger units) {
        anvil.rpc(
                "anvil_setStorageAt",
                token.reference(),
                "0x" + Erc20Transfer.topicOf(holder),
                "0x" + String.format("%064x", units));
    }

    private static AssetId token(String digits) {
        return AssetId.parse(CHAIN + "/erc20:0x" + digits.repeat(20));
    }
}
