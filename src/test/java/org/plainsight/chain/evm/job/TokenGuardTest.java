package org.plainsight.chain.evm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.WatchList;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.TestBytecode;
import org.plainsight.chain.evm.rpc.Web3jNode;
import org.plainsight.chain.evm.store.JdbcTokenPins;
import org.plainsight.sandbox.node.EvmNode;
import org.plainsight.testing.LocalNodes;

/** Tokens that are not, or no longer, what was declared. */
class TokenGuardTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AccountId HOT = new AccountId(CHAIN, "0x" + "a1".repeat(20));
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId GOOD = token("51");
    private static final AssetId CHANGING = token("52");
    private static final String IMPLEMENTATION_SLOT =
            "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

    private static EvmNode anvil;
    private static Web3jNode node;
    private static EvmTestStore store;

    @BeforeAll
    static void start() throws SQLException {
        anvil = LocalNodes.evm(31337);
        node = new Web3jNode(anvil.rpcUri(), Web3jNode.Checks.ALL);
        store = new EvmTestStore();
        code(GOOD, answering(6));
    }

    @AfterAll
    static void stop() {
        node.close();
        anvil.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 18, 77, 255})
    void decimals_that_are_not_the_declared_ones_halt_that_token_and_no_other(int decimals) {
        AssetId liar = token("6" + decimals % 10);
        code(liar, answering(decimals));

        assertOnlyHalted(guard(Set.of()), liar, "decimals() answers " + decimals + ", declared are 6");
    }

    @Test
    void a_token_that_gives_no_decimals_is_halted() {
        AssetId mute = token("71");
        code(mute, TestBytecode.REVERTS);

        assertOnlyHalted(guard(Set.of()), mute, "decimals() answers no number");
    }

    @Test
    void decimals_that_change_on_the_way_halt_the_token_from_then_on() {
        AssetId token = token("72");
        code(token, answering(6));
        assertThat(read(guard(Set.of()), token)).isInstanceOf(Balance.Known.class);

        code(token, answering(8));

        assertOnlyHalted(guard(Set.of()), token, "decimals() answers 8");
    }

    @Test
    void code_that_changes_halts_the_token_until_a_person_accepts_the_new_code() {
        code(CHANGING, answering(6));
        assertThat(read(guard(Set.of()), CHANGING)).isInstanceOf(Balance.Known.class);

        code(CHANGING, answering(6) + "00");

        assertOnlyHalted(guard(Set.of()), CHANGING, "code has changed");
        String now = node.identity(node.latest().hash(), CHANGING.reference())
                .orElseThrow()
                .code();
        assertThat(read(guard(Set.of(now)), CHANGING)).isInstanceOf(Balance.Known.class);
    }

    @Test
    void a_proxy_whose_code_behind_it_changes_is_halted_too() {
        AssetId proxy = token("73");
        AssetId one = token("74");
        AssetId two = token("75");
        code(proxy, answering(6));
        code(one, answering(1));
        code(two, answering(2));
        point(proxy, one);
        assertThat(read(guard(Set.of()), proxy)).isInstanceOf(Balance.Known.class);

        point(proxy, two);

        assertOnlyHalted(guard(Set.of()), proxy, "code has changed");
    }

    private static void assertOnlyHalted(TokenGuard guard, AssetId token, String reason) {
        List<Balance> answers = guard.balances(
                node.latest().hash(),
                List.of(new AccountAsset(HOT, COIN), new AccountAsset(HOT, token), new AccountAsset(HOT, GOOD)));
        assertThat(answers.get(0)).isInstanceOf(Balance.Known.class);
        assertThat(answers.get(1))
                .isInstanceOfSatisfying(
                        Balance.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason())
                                .contains("halted")
                                .contains(reason));
        assertThat(answers.get(2)).isInstanceOf(Balance.Known.class);
    }

    private static Balance read(TokenGuard guard, AssetId token) {
        return guard.balances(node.latest().hash(), List.of(new AccountAsset(HOT, token)))
                .getFirst();
    }

    private static TokenGuard guard(Set<String> accepted) {
        FollowerSettings settings = new FollowerSettings(
                "plainsight.evm.test",
                31337,
                Optional.empty(),
                OptionalLong.empty(),
                new Finality.NodesTag(),
                Duration.ofSeconds(30),
                Optional.empty(),
                accepted);
        return new TokenGuard(node, watching(), new JdbcTokenPins(store.source()), settings, 1);
    }

    private static WatchList watching() {
        return new WatchList() {
            @Override
            public Set<AccountId> accounts(ChainId chain) {
                return Set.of(HOT);
            }

            @Override
            public Set<AssetId> assets(ChainId chain) {
                return Set.of(COIN, GOOD, CHANGING);
            }

            @Override
            public OptionalInt decimals(AssetId asset) {
                return asset.isErc20() ? OptionalInt.of(6) : OptionalInt.of(18);
            }
        };
    }

    /** Answers this number to whatever it is asked. */
    private static String answering(int number) {
        return "0x60%02x5f5260205ff3".formatted(number);
    }

    private static void code(AssetId token, String code) {
        anvil.rpc("anvil_setCode", token.reference(), code);
        anvil.rpc("evm_mine");
    }

    private static void point(AssetId proxy, AssetId implementation) {
        anvil.rpc(
                "anvil_setStorageAt",
                proxy.reference(),
                IMPLEMENTATION_SLOT,
                "0x" + "0".repeat(24) + implementation.reference().substring(2));
        anvil.rpc("evm_mine");
    }

    private static AssetId token(String digits) {
        return AssetId.parse(CHAIN + "/erc20:0x" + digits.repeat(20));
    }
}
