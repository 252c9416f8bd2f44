package org.plainsight.recheck;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.bitcoin.proof.CoinEvidence;
import org.plainsight.chain.evm.proof.Proven;
import org.plainsight.chain.evm.proof.StateEvidence;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.evidence.BlockRef;
import org.plainsight.recheck.ChainSource.Pair;
import org.plainsight.reserves.HoldingsFile;

/** Holds published holdings against their published proofs. Needs no node: only that the block's hash is the chain's. */
final class EvidenceCheck {

    private final SnapshotFiles files;
    private final Instant now;
    private final boolean ownNode;
    private final Report report;

    /**
     * @param now to refuse headers from the future
     * @param ownNode whether the reader's own node is asked for the same balances, and says what evidence cannot
     */
    EvidenceCheck(SnapshotFiles files, Instant now, boolean ownNode, Report report) {
        this.now = now;
        this.ownNode = ownNode;
        this.files = files;
        this.report = report;
    }

    /** @param pairs every own address with every coin that counts at the block */
    void check(BlockRef block, Set<Pair> pairs, HoldingsFile holdings) {
        for (HoldingsFile.Proof proof : holdings.evidence()) {
            if (proof.chain().equals(block.chain())) {
                files.read(proof.file()).ifPresent(bytes -> file(block, pairs, holdings, proof, bytes));
            }
        }
    }

    private void file(BlockRef block, Set<Pair> pairs, HoldingsFile holdings, HoldingsFile.Proof proof, byte[] bytes) {
        switch (proof.kind()) {
            case StateEvidence.KIND -> state(block, pairs, holdings, proof, bytes);
            case CoinEvidence.KIND -> new CoinEvidenceCheck(report, now, ownNode).check(block, pairs, holdings, bytes);
            default ->
                report.unchecked(
                        "proofs of " + block.chain() + " at block " + block.height(),
                        "evidence of the kind " + proof.kind() + " is not known here; use a newer recheck");
        }
    }

    private void state(BlockRef block, Set<Pair> pairs, HoldingsFile holdings, HoldingsFile.Proof proof, byte[] bytes) {
        String subject = "proofs of " + block.chain() + " at block " + block.height();
        StateEvidence evidence;
        try {
            evidence = StateEvidence.read(bytes);
        } catch (MalformedStatementException e) {
            report.differs(subject, "the evidence file is malformed: " + e.getMessage());
            return;
        }
        if (!evidence.block().equals(block)) {
            report.differs(
                    subject, "the evidence is of block " + evidence.block().hash() + ", not " + block.hash());
            return;
        }
        Map<Pair, Amount> published = new HashMap<>();
        holdings.rows().forEach(row -> published.put(new Pair(row.account(), row.asset()), row.amount()));
        Set<Pair> asked = new HashSet<>(pairs);
        asked.addAll(published.keySet());
        asked.removeIf(pair -> !proof.proves().contains(pair.asset()));
        int faults = 0;
        for (Pair pair : asked) {
            Optional<String> fault = fault(evidence, pair, published.getOrDefault(pair, Amount.ZERO));
            if (fault.isPresent()) {
                faults++;
                report.differs(subject, pair.account() + " " + fault.get());
            }
        }
        if (faults == 0) {
            report.agrees(
                    subject,
                    asked.size() + " balances follow from the state root under the block hash 0x" + block.hash());
        }
        proof.unproven()
                .forEach((AssetId asset, String reason) ->
                        report.unchecked(subject, asset + " is as a node said, without proof: " + reason));
    }

    private static Optional<String> fault(StateEvidence evidence, Pair pair, Amount stated) {
        return switch (evidence.balance(pair.account().address(), pair.asset())) {
            case Proven.Value<Amount>(Amount amount) when amount.equals(stated) -> Optional.empty();
            case Proven.Value<Amount>(Amount amount) ->
                Optional.of("is stated with " + stated + " of " + pair.asset() + ", the state proves " + amount);
            case Proven.Broken<Amount>(String reason) ->
                Optional.of("is not proven for " + pair.asset() + ": " + reason);
        };
    }
}
