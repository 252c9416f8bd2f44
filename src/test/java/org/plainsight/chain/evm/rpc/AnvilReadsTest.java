package org.plainsight.chain.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.BalanceReader;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.TestBytecode;
import org.plainsight.chain.evm.read.Multicall3;
import org.plainsight.chain.evm.rpc.ProbedReads.Way;
import org.plainsight.sandbox.node.EvmNode;
import org.plainsight.testing.LocalNodes;
import org.web3j.crypto.Hash;

/** Each way of reading, at a real node, with tokens that try to break it. */
class AnvilReadsTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId GOOD = token("61");
    private static final AssetId NO_CODE = token("62");
    private static final List<AssetId> HOSTILE =
            List.of(token("71"), token("72"), token("73"), token("74"), token("75"));

    private static EvmNode anvil;
    private static JsonRpcHttp rpc;
    private static Web3jNode node;

    @BeforeAll
    static void start() {
        anvil = LocalNodes.evm(31337);
        rpc = new JsonRpcHttp(anvil.rpcUri(), Duration.ofSeconds(30), 64L << 20);
        node = new Web3jNode(rpc, Web3jNode.Checks.ALL);
        anvil.rpc("anvil_setCode", GOOD.reference(), TestBytecode.TOKEN);
        List<String> codes = List.of(
                TestBytecode.REVERTS,
                TestBytecode.ANSWERS_ONE_BYTE,
                TestBytecode.ANSWERS_A_PAGE,
                TestBytecode.NEVER_ENDS,
                TestBytecode.INVALID);
        for (int i = 0; i < codes.size(); i++) {
            anvil.rpc("anvil_setCode", HOSTILE.get(i).reference(), codes.get(i));
        }
        for (int i = 1; i <= 600; i += 7) {
            anvil.rpc("anvil_setStorageAt", GOOD.reference(), topic(i), word(BigInteger.valueOf(1_000L + i)));
        }
        anvil.rpc(
                "anvil_setStorageAt",
                GOOD.reference(),
                topic(2),
                word(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)));
        anvil.rpc("anvil_setBalance", account(3).address(), "0x7b");
        anvil.rpc("anvil_setCode", Multicall3.ADDRESS, TestBytecode.multicall());
        anvil.rpc("evm_mine");
        anvil.rpc("evm_mine");
    }

    @AfterAll
    static void stop() {
        node.close();
        anvil.close();
    }

    @Test
    void every_way_gives_the_same_balances_whatever_the_tokens_do() {
        List<AccountAsset> pairs = new ArrayList<>();
        for (int i = 1; i <= 600; i++) {
            pairs.add(new AccountAsset(account(i), GOOD));
            pairs.add(new AccountAsset(account(i), COIN));
        }
        for (AssetId hostile : HOSTILE) {
            pairs.add(new AccountAsset(account(1), hostile));
            pairs.add(new AccountAsset(account(2), hostile));
        }
        pairs.add(new AccountAsset(account(1), NO_CODE));
        for (BalanceReader way :
                List.of(override(), multicall(), new BalanceBatches(rpc), BalanceBatches.oneByOne(rpc))) {
            List<Balance> answers = way.balances(tip().hash(), pairs);

            assertThat(answers).hasSize(pairs.size());
            for (int i = 0; i < pairs.size(); i++) {
                AccountAsset pair = pairs.get(i);
                if (pair.asset().equals(GOOD) || pair.asset().equals(COIN)) {
                    assertThat(answers.get(i)).isEqualTo(new Balance.Known(expected(pair)));
                } else {
                    assertThat(answers.get(i)).as("%s", pair).isInstanceOf(Balance.Unreadable.class);
                }
            }
        }
    }

    @Test
    void a_gas_burner_is_given_up_soon_and_is_no_balance() {
        List<AccountAsset> pairs = new ArrayList<>();
        for (int i = 1; i <= 5_000; i++) {
            pairs.add(new AccountAsset(account(i), HOSTILE.get(3)));
        }

        assertThat(override().balances(tip().hash(), pairs))
                .hasSize(5_000)
                .allMatch(Balance.Unreadable.class::isInstance);
    }

    @Test
    void the_best_way_that_the_endpoint_offers_is_found_out_by_trying() {
        assertThat(new ProbedReads(rpc, AnvilReadsTest::header).way(tip().hash()))
                .isEqualTo(Way.OVERRIDE);
    }

    @Test
    void other_code_at_the_address_of_multicall_is_not_used() {
        String ours = Hash.sha3(TestBytecode.multicall()).substring(2);

        assertThat(withoutOverride(ours)).isEqualTo(Way.MULTICALL);
        assertThat(withoutOverride(Multicall3.CODE_HASH)).isEqualTo(Way.BATCH);
    }

    @Test
    void an_answer_read_at_another_block_is_found_out() {
        EvmHeader before = header(tip().parentHash());
        OverrideReads misled = new OverrideReads(rpc, hash -> before, true);

        assertThat(catchThrowableOfType(
                                NodeException.class,
                                () -> misled.balances(tip().hash(), List.of(new AccountAsset(account(1), GOOD))))
                        .kind())
                .isEqualTo(NodeException.Kind.BAD_ANSWER);
    }

    /** An endpoint that refuses state overrides. */
    private static Way withoutOverride(String multicallHash) {
        try (JsonRpcHttp refusing = new JsonRpcHttp(anvil.rpcUri(), Duration.ofSeconds(30), 64L << 20) {
            @Override
            protected java.io.InputStream performIO(String payload) {
                return super.performIO(payload.replace("\"code\":", "\"kode\":"));
            }
        }) {
            return new ProbedReads(refusing, AnvilReadsTest::header, multicallHash).way(tip().hash());
        }
    }

    private static OverrideReads override() {
        return new OverrideReads(rpc, AnvilReadsTest::header, true);
    }

    private static MulticallReads multicall() {
        return new MulticallReads(rpc, new BalanceBatches(rpc));
    }

    private static EvmHeader tip() {
        return node.latest();
    }

    private static EvmHeader header(String hash) {
        return node.header(hash).orElseThrow();
    }

    private static Amount expected(AccountAsset pair) {
        int number = Integer.parseInt(pair.account().address().substring(34), 16);
        if (pair.asset().equals(COIN)) {
            return number == 3 ? Amount.of(123) : Amount.ZERO;
        }
        if (number == 2) {
            return new Amount(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
        }
        return number % 7 == 1 ? Amount.of(1_000L + number) : Amount.ZERO;
    }

    private static AccountId account(int number) {
        return new AccountId(CHAIN, String.format("0xaaaa%036x", number));
    }

    private static String topic(int number) {
        return "0x" + "0".repeat(24) + account(number).address().substring(2);
    }

    private static String word(BigInteger value) {
        return String.format("0x%064x", value);
    }

    private static AssetId token(String digits) {
        return AssetId.parse(CHAIN + "/erc20:0x" + digits.repeat(20));
    }
}
