package org.plainsight.recheck;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.plainsight.asset.Amount;
import org.plainsight.chain.bitcoin.BitcoinAddresses;
import org.plainsight.chain.bitcoin.BitcoinNetwork;
import org.plainsight.chain.bitcoin.Coin;
import org.plainsight.chain.bitcoin.proof.CoinEvidence;
import org.plainsight.evidence.BlockRef;
import org.plainsight.recheck.ChainSource.Pair;
import org.plainsight.reserves.HoldingsFile;

/** Holds published Bitcoin holdings against the coins that are published as their evidence. */
final class CoinEvidenceCheck {

    private final Report report;
    private final Instant now;
    private final boolean ownNode;

    /** @param ownNode whether the reader's own node is asked too: then its answer says whether coins were spent */
    CoinEvidenceCheck(Report report, Instant now, boolean ownNode) {
        this.report = report;
        this.now = now;
        this.ownNode = ownNode;
    }

    void check(BlockRef block, Set<Pair> pairs, HoldingsFile holdings, byte[] file) {
        String subject = "coins of " + block.chain() + " at block " + block.height();
        switch (CoinEvidence.check(file, now)) {
            case CoinEvidence.Checked.Broken(String reason) ->
                report.differs(subject, "the evidence is broken: " + reason);
            case CoinEvidence.Checked.Sound(CoinEvidence evidence)
            when !evidence.block().equals(block) ->
                report.differs(
                        subject, "the evidence is of block " + evidence.block().hash() + ", not " + block.hash());
            case CoinEvidence.Checked.Sound(CoinEvidence evidence) -> {
                if (isSumOfCoins(subject, pairs, holdings, evidence)) {
                    tell(subject, evidence);
                }
            }
        }
    }

    private boolean isSumOfCoins(String subject, Set<Pair> pairs, HoldingsFile holdings, CoinEvidence evidence) {
        Map<String, Amount> sums = new HashMap<>();
        evidence.coins().forEach(coin -> sums.merge(coin.scriptHex(), Amount.of(coin.valueSat()), Amount::plus));
        Map<Pair, Amount> published = new HashMap<>();
        holdings.rows().forEach(row -> published.put(new Pair(row.account(), row.asset()), row.amount()));
        Set<Pair> asked = new HashSet<>(pairs);
        asked.addAll(published.keySet());
        asked.removeIf(pair -> !pair.asset().chain().equals(evidence.block().chain()));
        int faults = 0;
        for (Pair pair : asked) {
            Amount stated = published.getOrDefault(pair, Amount.ZERO);
            String script = BitcoinAddresses.scriptHex(pair.account()).orElse("");
            Amount coins = sums.getOrDefault(script, Amount.ZERO);
            if (!stated.equals(coins)) {
                faults++;
                report.differs(
                        subject,
                        pair.account() + " is stated with " + stated + " satoshi, its coins are worth " + coins);
            }
        }
        asked.forEach(pair -> BitcoinAddresses.scriptHex(pair.account()).ifPresent(sums::remove));
        if (!sums.isEmpty()) {
            report.differs(subject, "the evidence has coins of " + sums.size() + " scripts that are no own address");
        }
        return faults == 0 && sums.isEmpty();
    }

    private void tell(String subject, CoinEvidence evidence) {
        long proven = evidence.coins().size() - (long) evidence.unproven().size();
        long worth = evidence.coins().stream()
                .filter(coin -> !evidence.unproven().contains(coin.outpoint()))
                .mapToLong(Coin::valueSat)
                .reduce(0, Math::addExact);
        report.agrees(
                subject,
                proven + " coins worth " + worth + " satoshi exist in a chain of 2^"
                        + (evidence.work().bitLength() - 1) + " hashes of work up to block "
                        + evidence.block().hash() + " (tier 1: existence)");
        if (!evidence.unproven().isEmpty()) {
            report.unchecked(subject, evidence.unproven().size() + " coins are listed without a proof that they exist");
        }
        if (ownNode) {
            return;
        }
        report.unchecked(
                subject,
                "that none of these coins was spent up to this block is not proven by the evidence; give a Bitcoin node"
                        + " or a UTXO snapshot of your own ("
                        + BitcoinNetwork.of(evidence.block().chain())
                                .map(BitcoinNetwork::toString)
                                .orElse("the same network")
                        + ")");
    }
}
