package org.plainsight.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.follow.Followed;
import org.plainsight.chain.bitcoin.proof.CoinEvidence;
import org.plainsight.chain.bitcoin.proof.ProvenChain;
import org.plainsight.chain.bitcoin.utxo.SnapshotWriter;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.merkle.Hash32;
import org.plainsight.recheck.ChainSource.Pair;
import org.plainsight.reserves.HoldingsFile;

/** Published Bitcoin holdings against their published coins, without a node. */
class CoinEvidenceCheckTest {

    private static final AssetId BTC = BitcoinNetwork.REGTEST.coin();
    private static final Set<Pair> PAIRS =
            Set.of(new Pair(Followed.account(1), BTC), new Pair(Followed.account(2), BTC));

    private final ProvenChain chain = new ProvenChain();
    private final Report report = new Report(finding -> {});

    @Test
    void holdings_that_are_the_sum_of_proven_coins_agree_and_that_they_are_unspent_is_not_called_checked() {
        check(Map.of(Followed.account(1), held(1), Followed.account(2), held(2)));

        assertThat(report.count(Outcome.DIFFERS)).isZero();
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.detail()).contains("(tier 1: existence)"))
                .anySatisfy(finding -> {
                    assertThat(finding.outcome()).isEqualTo(Outcome.UNCHECKED);
                    assertThat(finding.detail()).contains("none of these coins was spent");
                });
    }

    @Test
    void where_the_readers_own_node_answers_its_answer_says_whether_coins_were_spent() {
        HoldingsFile holdings = holdings(Map.of(Followed.account(1), held(1), Followed.account(2), held(2)));

        new CoinEvidenceCheck(report, Instant.MAX, true).check(chain.block, PAIRS, holdings, chain.file());

        assertThat(report.count(Outcome.UNCHECKED)).isZero();
        assertThat(report.count(Outcome.AGREES)).isEqualTo(1);
    }

    @Test
    void one_satoshi_more_than_the_coins_are_worth_differs() {
        check(Map.of(Followed.account(1), held(1) + 1, Followed.account(2), held(2)));

        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.detail()).contains("its coins are worth " + held(1)));
        assertThat(report.count(Outcome.AGREES)).isZero();
    }

    @Test
    void a_coin_missing_from_the_evidence_differs() {
        Map<AccountId, Long> honest = Map.of(Followed.account(1), held(1), Followed.account(2), held(2));
        chain.coins.removeFirst();

        check(honest);

        assertThat(report.count(Outcome.DIFFERS)).isEqualTo(1);
        assertThat(report.count(Outcome.AGREES)).isZero();
    }

    @Test
    void an_own_address_left_out_of_the_holdings_differs() {
        check(Map.of(Followed.account(1), held(1)));

        assertThat(report.count(Outcome.DIFFERS)).isEqualTo(1);
    }

    @Test
    void coins_of_a_stranger_differ() {
        new CoinEvidenceCheck(report, Instant.MAX, false)
                .check(
                        chain.block,
                        Set.of(new Pair(Followed.account(1), BTC)),
                        holdings(Map.of(Followed.account(1), held(1))),
                        chain.file());

        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.detail()).contains("no own address"));
    }

    @Test
    void a_broken_file_and_one_of_another_block_differ() {
        byte[] file = chain.file();
        file[file.length - 1] ^= 1;
        new CoinEvidenceCheck(report, Instant.MAX, false).check(chain.block, PAIRS, holdings(Map.of()), file);
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.detail()).startsWith("the evidence is broken"));
    }

    @Test
    void a_kind_of_evidence_that_is_not_known_is_not_called_checked() {
        HoldingsFile.Proof strange = proof("bitcoin-coins/9", chain.file());
        new EvidenceCheck(new SnapshotFiles(path -> chain.file(), report), Instant.MAX, false, report)
                .check(chain.block, PAIRS, holdings(Map.of()).with(List.of(strange)));

        assertThat(report.count(Outcome.UNCHECKED)).isEqualTo(1);
    }

    @Test
    void a_spent_coin_shows_against_a_utxo_snapshot_of_the_readers_own(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("utxo.dat");
        Files.write(
                file,
                SnapshotWriter.file(
                        BitcoinNetwork.REGTEST,
                        chain.block.hash(),
                        chain.node.coins(30).stream()
                                .map(SnapshotWriter::unspent)
                                .toList()));
        SnapshotSource own = SnapshotSource.open(file);

        assertThat(own.unfit(chain.block)).isEmpty();
        assertThat(own.balances(chain.block, PAIRS))
                .containsEntry(new Pair(Followed.account(1), BTC), Amount.of(held(1)))
                .containsEntry(new Pair(Followed.account(2), BTC), Amount.of(held(2)));
    }

    @Test
    void a_utxo_snapshot_of_another_block_speaks_about_none_but_its_own(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("utxo.dat");
        Files.write(file, SnapshotWriter.file(BitcoinNetwork.REGTEST, "ab".repeat(32), List.of()));

        assertThat(SnapshotSource.open(file).unfit(chain.block))
                .hasValueSatisfying(why -> assertThat(why).contains("rollback=30"));
    }

    private long held(int account) {
        return chain.node.coins(30).stream()
                .filter(coin -> coin.scriptHex().equals(Followed.script(account)))
                .mapToLong(Coin::valueSat)
                .sum();
    }

    private void check(Map<AccountId, Long> held) {
        byte[] file = chain.file();
        HoldingsFile holdings = holdings(held).with(List.of(proof(CoinEvidence.KIND, file)));
        new EvidenceCheck(new SnapshotFiles(path -> file, report), Instant.MAX, false, report)
                .check(chain.block, PAIRS, HoldingsFile.read(holdings.toBytes()));
    }

    private HoldingsFile.Proof proof(String kind, byte[] file) {
        return new HoldingsFile.Proof(
                chain.block.chain(),
                kind,
                List.of(),
                Map.of(BTC, "tier 1"),
                new PublishedFile("/evidence", Hash32.sha256(file).toHex(), file.length));
    }

    private HoldingsFile holdings(Map<AccountId, Long> held) {
        List<HoldingsFile.Row> rows = new ArrayList<>();
        held.forEach(
                (account, satoshi) -> rows.add(new HoldingsFile.Row(account, BTC, Amount.of(satoshi), 7, "valid")));
        return new HoldingsFile("ab".repeat(16), 9, List.of(chain.block), rows);
    }
}
