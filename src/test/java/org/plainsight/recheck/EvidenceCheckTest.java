package org.plainsight.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Reading;
import org.plainsight.chain.evm.proof.Prover;
import org.plainsight.chain.evm.rpc.Web3jNode;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.evidence.BlockRef;
import org.plainsight.merkle.Hash32;
import org.plainsight.recheck.ChainSource.Pair;
import org.plainsight.reserves.HoldingsFile;
import org.plainsight.sandbox.node.EvmNode;
import org.plainsight.testing.LocalNodes;

/** Published proofs of a real node's state, checked without it. */
class EvidenceCheckTest {

    private static final ChainId CHAIN = ChainId.parse("eip155:31337");
    private static final AssetId COIN = AssetId.parse(CHAIN + "/slip44:60");
    private static final AssetId TOKEN = AssetId.parse(CHAIN + "/erc20:0x" + "61".repeat(20));
    private static final AccountId RICH = new AccountId(CHAIN, "0x" + "a1".repeat(20));
    private static final AccountId EMPTY = new AccountId(CHAIN, "0x" + "a2".repeat(20));
    private static final Set<Pair> PAIRS = Set.of(new Pair(RICH, COIN), new Pair(EMPTY, COIN));

    private static BlockRef block;
    private static BlockRef earlier;
    private static List<Byte> evidence;

    private final Map<String, byte[]> published = new HashMap<>();
    private final Report report = new Report(finding -> {});

    @BeforeAll
    static void prove() {
        try (EvmNode anvil = LocalNodes.evm(31337)) {
            anvil.rpc("anvil_setBalance", RICH.address(), "0x2a");
            anvil.rpc("evm_mine");
            anvil.rpc("evm_mine");
            URI url = anvil.rpcUri();
            try (Web3jNode node = new Web3jNode(url, Web3jNode.Checks.ALL)) {
                block = node.latest().ref(CHAIN);
                earlier = node.header(1).orElseThrow().ref(CHAIN);
                Reading.Known reading = new Reading.Known(
                        block,
                        List.of(
                                new Holding(RICH, COIN, Amount.of(42), block),
                                new Holding(EMPTY, COIN, Amount.ZERO, block)));
                evidence = new ArrayList<>();
                for (byte b : new Prover(node, node)
                        .prove(reading)
                        .evidence()
                        .orElseThrow()
                        .toBytes()) {
                    evidence.add(b);
                }
            }
        }
    }

    @AfterAll
    static void forget() {
        evidence = List.of();
    }

    @BeforeEach
    void publish() {
        published.put("/evidence", bytes());
    }

    @Test
    void holdings_that_the_state_proves_agree_and_what_is_not_proven_is_not_called_checked() {
        check(block, holdings(42));

        assertThat(report.count(Outcome.DIFFERS)).isZero();
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.detail()).startsWith("2 balances follow from the state root"))
                .anySatisfy(finding -> {
                    assertThat(finding.outcome()).isEqualTo(Outcome.UNCHECKED);
                    assertThat(finding.detail()).contains(TOKEN.toString());
                });
    }

    @Test
    void one_unit_too_much_differs() {
        check(block, holdings(43));

        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.detail())
                        .contains("is stated with 43")
                        .contains("proves 42"));
    }

    @Test
    void a_holding_left_out_differs() {
        check(block, file(List.of()));

        assertThat(report.count(Outcome.DIFFERS)).isEqualTo(1);
    }

    @Test
    void evidence_of_another_block_proves_nothing() {
        check(earlier, holdings(42));

        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("the evidence is of block"));
    }

    @Test
    void a_file_with_other_bytes_than_logged_differs() {
        published.get("/evidence")[200] ^= 1;

        check(block, holdings(42));

        assertThat(report.count(Outcome.DIFFERS)).isEqualTo(1);
        assertThat(report.count(Outcome.AGREES)).isZero();
    }

    private void check(BlockRef at, HoldingsFile holdings) {
        new EvidenceCheck(new SnapshotFiles(path -> published.get(path), report), Instant.MAX, false, report)
                .check(at, PAIRS, holdings);
    }

    private static HoldingsFile holdings(long units) {
        return file(List.of(new HoldingsFile.Row(RICH, COIN, Amount.of(units), 7, "valid")));
    }

    private static HoldingsFile file(List<HoldingsFile.Row> rows) {
        HoldingsFile.Proof proof = new HoldingsFile.Proof(
                CHAIN,
                "evm-state/1",
                List.of(COIN),
                Map.of(TOKEN, "its balances are computed"),
                new PublishedFile("/evidence", Hash32.sha256(bytes()).toHex(), evidence.size()));
        HoldingsFile file = new HoldingsFile("ab".repeat(16), 9, List.of(block), rows).with(List.of(proof));
        return HoldingsFile.read(file.toBytes());
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[evidence.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = evidence.get(i);
        }
        return bytes;
    }
}
