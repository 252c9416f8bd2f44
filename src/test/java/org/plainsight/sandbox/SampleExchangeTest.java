package org.plainsight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AccountId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.ChallengePolicy;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.KnownBlocks;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.ownership.bitcoin.BitcoinSignatures;
import org.plainsight.ownership.evm.EvmSignatures;
import org.plainsight.sandbox.node.EvmNode;

final class SampleExchangeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String DOMAIN = "localhost";

    @TempDir
    static Path folder;

    private static SampleExchange exchange;

    @BeforeAll
    static void open() throws Exception {
        exchange = SampleExchange.open(folder, CLOCK);
    }

    @AfterAll
    static void close() {
        exchange.close();
    }

    @Test
    void every_signed_challenge_verifies() throws Exception {
        Set<String> owners =
                SampleContracts.OWNERS.stream().map(owner -> owner.evmAddress()).collect(Collectors.toSet());
        OwnershipVerifier verifier = new OwnershipVerifier(
                List.of(
                        new BitcoinSignatures(),
                        new EvmSignatures((contract, height, hash) -> new ContractOwners.Named(owners, 2))),
                (chain, height, hash) -> KnownBlocks.Answer.MATCHES);
        ChallengePolicy policy =
                new ChallengePolicy.Required(DOMAIN, SampleExchange.ENTITY, LocalDate.now(ZoneOffset.UTC));
        List<String> checked = new ArrayList<>();
        for (String line : Files.readAllLines(
                exchange.registry(DOMAIN).resolve("addresses").resolve("wallets.jsonl"))) {
            JsonNode row = JSON.readTree(line);
            for (JsonNode evidence : row.path("evidence")) {
                List<String> signatures = new ArrayList<>();
                evidence.path("signatures").forEach(signature -> signatures.add(signature.asText()));
                OwnershipProof proof = OwnershipProof.of(
                        evidence.path("method").asText(),
                        evidence.path("message").asText(),
                        signatures,
                        "");
                assertThat(verifier.verify(AccountId.parse(row.path("address").asText()), proof, policy))
                        .as(line)
                        .matches(Verdict::isValid);
                checked.add(row.path("id").asText());
            }
        }
        assertThat(checked).hasSize(14).contains("btc-cold-1", "btc-cold-2", "evm-31338-cold-1");
    }

    @Test
    void business_goes_on_and_survives_a_restart_of_the_chains() {
        for (int i = 0; i < 40; i++) {
            exchange.bitcoinBlock();
            exchange.evmBlocks();
        }
        int height = exchange.bitcoin().height();
        String tip = exchange.bitcoin().tipHash();
        JsonNode block = exchange.bitcoin().rpc("getblock", tip);
        assertThat(block.path("tx").size()).isGreaterThan(1);
        exchange.bitcoin().kill();
        exchange.bitcoin().startAgain();
        assertThat(exchange.bitcoin().height()).isEqualTo(height);
        assertThat(exchange.bitcoin().tipHash()).isEqualTo(tip);
        for (EvmNode node : exchange.evmNodes()) {
            String evmTip = node.blockHash(node.height());
            long evmHeight = node.height();
            node.kill();
            node.startAgain();
            assertThat(node.height()).isEqualTo(evmHeight);
            assertThat(node.blockHash(evmHeight)).isEqualTo(evmTip);
            assertThat(node.rpc(
                                    "eth_call",
                                    Map.of("to", SampleContracts.MULTISIG.address(), "data", "0xe75235b8"),
                                    "latest")
                            .asText())
                    .endsWith("02");
        }
    }

    @Test
    void the_ledger_owes_less_than_the_wallets_hold_and_its_control_record_adds_up() throws Exception {
        Path balances = exchange.balances();
        JsonNode control =
                JSON.readTree(folder.resolve("balances.csv.control.json").toFile());
        List<String> lines = Files.readAllLines(balances);
        assertThat(lines).hasSize(control.path("rows").asInt() + 1);
        assertThat(control.path("rows").asInt()).isEqualTo(SampleBalances.CUSTOMERS * 6);
        assertThat(lines.get(1))
                .startsWith("acct-00000001,322fe58f35c4f5af180a2950265f48e00fa43afa22fbda267b22cc50f0ce2904,");
        assertThat(control.path("totals")).hasSize(6);
    }
}
