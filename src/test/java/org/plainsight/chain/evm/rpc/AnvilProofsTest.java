package org.plainsight.chain.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.TestBytecode;
import org.plainsight.chain.evm.proof.Proven;
import org.plainsight.chain.evm.proof.Prover;
import org.plainsight.chain.evm.proof.StateEvidence;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.evidence.BlockRef;
import org.plainsight.sandbox.node.EvmNode;
import org.plainsight.testing.LocalNodes;

/** Proofs of a real node's state. */
class AnvilProofsTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    /** Keeps balances in the slot that is the address itself: nobody would guess that. */
    private static final AssetId ODD = AssetId.parse(CHAIN + "/erc20:0x" + "61".repeat(20));

    private static final AccountId RICH = account("a1");
    private static final AccountId POOR = account("a2");
    private static final AccountId NOBODY = account("a3");

    private static EvmNode anvil;
    private static Web3jNode node;
    private static AssetId token;

    @BeforeAll
    static void start() throws IOException {
        anvil = LocalNodes.evm(31337);
        node = new Web3jNode(new JsonRpcHttp(anvil.rpcUri(), Duration.ofSeconds(30), 64L << 20), Web3jNode.Checks.ALL);
        token = AssetId.parse(CHAIN + "/erc20:" + deploy());
        transfer(RICH, 700);
        transfer(POOR, 5);
        anvil.rpc("anvil_setBalance", RICH.address(), "0x1000000000000000000");
        anvil.rpc("anvil_setCode", ODD.reference(), TestBytecode.TOKEN);
        anvil.rpc(
                "anvil_setStorageAt",
                ODD.reference(),
                "0x" + "0".repeat(24) + RICH.address().substring(2),
                word(9));
        anvil.rpc("evm_mine");
        anvil.rpc("evm_mine");
        anvil.rpc("evm_mine");
    }

    @AfterAll
    static void stop() {
        node.close();
        anvil.close();
    }

    @Test
    void coin_and_token_balances_are_proven_and_an_empty_account_is_proven_empty() {
        Prover.Outcome outcome = prove(reading(COIN, token));

        assertThat(outcome.unproven()).isEmpty();
        assertThat(outcome.contradicted()).isEmpty();
        assertThat(outcome.proven()).containsExactlyInAnyOrder(COIN, token);
        StateEvidence file = StateEvidence.read(outcome.evidence().orElseThrow().toBytes());
        assertThat(file.balance(RICH.address(), token)).isEqualTo(new Proven.Value<>(Amount.of(700)));
        assertThat(file.balance(POOR.address(), token)).isEqualTo(new Proven.Value<>(Amount.of(5)));
        assertThat(file.balance(NOBODY.address(), token)).isEqualTo(new Proven.Value<>(Amount.ZERO));
        assertThat(file.balance(NOBODY.address(), COIN)).isEqualTo(new Proven.Value<>(Amount.ZERO));
        assertThat(file.balance(RICH.address(), COIN))
                .isEqualTo(new Proven.Value<>(new Amount(BigInteger.ONE.shiftLeft(72))));
    }

    @Test
    void a_token_with_one_holder_only_is_proven_by_trying_its_place_out() {
        Prover.Outcome outcome = prove(of(RICH, token));

        assertThat(outcome.proven()).containsExactly(token);
    }

    @Test
    void a_token_whose_place_of_balances_is_not_found_says_so_and_is_not_proven() {
        Prover.Outcome outcome = prove(reading(COIN, ODD));

        assertThat(outcome.proven()).containsExactly(COIN);
        assertThat(outcome.unproven().get(ODD)).contains("not known here");
    }

    @Test
    void a_reading_that_the_state_contradicts_is_found_out() {
        Reading.Known honest = reading(COIN, token);
        List<Holding> holdings = new ArrayList<>(honest.holdings());
        holdings.replaceAll(h -> h.account().equals(NOBODY) && h.asset().equals(COIN)
                ? new Holding(h.account(), h.asset(), Amount.of(1), h.block())
                : h);

        Prover.Outcome outcome = prove(new Reading.Known(honest.block(), holdings));

        assertThat(outcome.proven()).containsExactly(token);
        assertThat(outcome.contradicted())
                .containsExactly(new Prover.Contradiction(new AccountAsset(NOBODY, COIN), Amount.of(1), Amount.ZERO));
    }

    @Test
    void the_same_evidence_is_written_the_same_way_and_any_changed_byte_of_it_is_refused() {
        byte[] bytes = prove(reading(COIN, token)).evidence().orElseThrow().toBytes();
        assertThat(prove(reading(COIN, token)).evidence().orElseThrow().toBytes())
                .isEqualTo(bytes);
        Random random = new Random(5);
        for (int i = 0; i < 1_500; i++) {
            byte[] changed = bytes.clone();
            int at = random.nextInt(bytes.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(stillProves(changed)).as("byte %d", at).isFalse();
        }
        assertThatThrownBy(() -> StateEvidence.read(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(MalformedStatementException.class);
        assertThatThrownBy(() -> StateEvidence.read(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedStatementException.class);
    }

    /** Every balance as before, of the same block. */
    private static boolean stillProves(byte[] bytes) {
        try {
            StateEvidence file = StateEvidence.read(bytes);
            Reading.Known honest = reading(COIN, token);
            return file.block().equals(honest.block())
                    && honest.holdings().stream()
                            .allMatch(h -> file.balance(h.account().address(), h.asset())
                                    .equals(new Proven.Value<>(h.amount())));
        } catch (MalformedStatementException e) {
            return false;
        }
    }

    private static Prover.Outcome prove(Reading.Known reading) {
        return new Prover(node, node).prove(reading);
    }

    private static Reading.Known reading(AssetId... assets) {
        List<AccountAsset> pairs = new ArrayList<>();
        for (AssetId asset : assets) {
            List.of(RICH, POOR, NOBODY).forEach(account -> pairs.add(new AccountAsset(account, asset)));
        }
        return read(pairs);
    }

    private static Reading.Known of(AccountId account, AssetId asset) {
        return read(List.of(new AccountAsset(account, asset)));
    }

    private static Reading.Known read(List<AccountAsset> pairs) {
        EvmHeader tip = node.latest();
        BlockRef block = tip.ref(CHAIN);
        List<Balance> balances = node.balances(tip.hash(), pairs);
        List<Holding> holdings = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Balance.Known known = (Balance.Known) balances.get(i);
            holdings.add(new Holding(pairs.get(i).account(), pairs.get(i).asset(), known.amount(), block));
        }
        return new Reading.Known(block, holdings);
    }

    /** The sandbox's token, compiled from Solidity. */
    private static String deploy() throws IOException {
        String code = new ObjectMapper()
                .readTree(Path.of("sandbox", "contracts", "SampleToken.json").toFile())
                .path("bytecode")
                .asText();
        String text = "%064x".formatted(1) + "54".repeat(1) + "0".repeat(62);
        String arguments = "%064x%064x%064x%064x".formatted(128, 192, 6, 1_000_000) + text + text;
        anvil.rpc("eth_sendTransaction", Map.of("from", EvmNode.FUNDED_ADDRESS, "data", code + arguments));
        anvil.rpc("evm_mine");
        return anvil.rpc("eth_getBlockReceipts", "latest")
                .path(0)
                .path("contractAddress")
                .asText();
    }

    private static void transfer(AccountId to, long units) {
        String data = "0xa9059cbb" + "0".repeat(24) + to.address().substring(2) + "%064x".formatted(units);
        anvil.rpc("eth_sendTransaction", Map.of("from", EvmNode.FUNDED_ADDRESS, "to", token.reference(), "data", data));
        anvil.rpc("evm_mine");
    }

    private static String word(long value) {
        return "0x%064x".formatted(value);
    }

    private static AccountId account(String digits) {
        return new AccountId(CHAIN, "0x" + digits.repeat(20));
    }
}
