package org.plainsight.liabilities.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.liabilities.BalanceStatement;
import org.plainsight.liabilities.CustomerIdentity;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.proof.ProofReport.Outcome;
import org.plainsight.liabilities.proof.ProofReport.Step;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.SumHasher;
import org.plainsight.merkle.SumNode;

/**
 * Checks a proof file for a customer who says who they are. The file never says whose it is, and the header it must
 * lead to comes from the log.
 */
public final class ProofVerifier {

    private final ProofFile proof;
    private final Hash32 secret;
    private final LoggedHeader logged;

    private ProofVerifier(ProofFile proof, Hash32 secret, LoggedHeader logged) {
        this.proof = proof;
        this.secret = secret;
        this.logged = logged;
    }

    /** For an account of which only S is known. */
    static ProofVerifier ofAccount(ProofFile proof, Hash32 secret, LoggedHeader logged) {
        return new ProofVerifier(proof, secret, logged);
    }

    /** Where the header of this proof's snapshot comes from. */
    @FunctionalInterface
    public interface HeaderSource {
        LoggedHeader find(ProofFile proof);
    }

    public static ProofReport verify(byte[] file, CustomerIdentity customer, HeaderSource headers) {
        ProofFile proof;
        try {
            proof = ProofCodec.read(file);
        } catch (MalformedProofException e) {
            String words = "This is not a proof file that can be checked: " + e.getMessage();
            return new ProofReport(List.of(new Step("file", Outcome.FAILED, words)), List.of());
        }
        Hash32 secret = proof.header().snapshot().accountSecret(proof.salt(), customer.digest());
        return new ProofVerifier(proof, secret, headers.find(proof)).report();
    }

    private ProofReport report() {
        List<Step> steps = new ArrayList<>();
        steps.add(ok("file", "The file is a proof file in its one canonical form."));
        steps.add(log());
        steps.addAll(assets());
        steps.add(statement());
        return new ProofReport(
                steps,
                proof.assets().stream()
                        .map(a -> new ProofReport.Balance(a.asset(), a.kind(), a.decimals(), a.amount()))
                        .toList());
    }

    /** Whether every balance leads to the totals in the log. */
    boolean balancesHold() {
        return log().outcome() == Outcome.OK && assets().stream().allMatch(s -> s.outcome() == Outcome.OK);
    }

    private List<Step> assets() {
        List<Step> steps = new ArrayList<>();
        Set<String> trees = new HashSet<>();
        for (ProofFile.AssetProof asset : proof.assets()) {
            String name = "asset " + asset.index();
            steps.add(
                    trees.add(asset.asset() + " " + asset.kind())
                            ? asset(name, asset)
                            : failed(name, "The same asset stands twice in the file."));
        }
        return steps;
    }

    private Step log() {
        return switch (logged) {
            case LoggedHeader.Unreachable(String reason) ->
                new Step("log", Outcome.NOT_CHECKED, "Could not compare with the public log: " + reason);
            case LoggedHeader.Contradicted(String reason) -> failed("log", "The log's evidence fails: " + reason);
            case LoggedHeader.Found(LiabilitiesStatement s, List<String> signers) ->
                isLogged(s)
                        ? ok("log", "The snapshot's header is the one in the public log, which everybody sees.")
                        : failed("log", "The snapshot's header is not the one in the public log.");
        };
    }

    private boolean isLogged(LiabilitiesStatement s) {
        SnapshotHeader header = proof.header();
        return s.header().equals(header.hash().toHex())
                && s.snapshotId().equals(header.snapshot().hex())
                && s.cutOff().equals(header.cutOff())
                && s.version() == SnapshotHeader.VERSION
                && s.treeCount() == header.treeCount()
                && s.assetsRoot().equals(header.assetsRoot().toHex())
                && s.previousHeader().equals(header.previous().toHex())
                && s.manifest().sha256().equals(header.manifest().toHex())
                && s.policy().sha256().equals(header.policy().toHex());
    }

    private Step asset(String name, ProofFile.AssetProof asset) {
        Set<Long> positions = new HashSet<>();
        for (ProofFile.Chunk chunk : asset.chunks()) {
            if (!positions.add(chunk.path().position())) {
                return failed(name, "Two chunks claim the same place in the tree.");
            }
            SumNode leaf = SumHasher.leaf(chunk.number(), asset.index(), secret, chunk.amount());
            Optional<SumNode> root = chunk.path().fold(asset.index(), leaf);
            if (root.isEmpty()) {
                return failed(name, "A sum on the way to the root reaches 2^127.");
            }
            if (!root.get().sum().equals(asset.total())) {
                return failed(name, "The sums on the way to the root do not add up to the total.");
            }
            Optional<Hash32> top = TaggedTree.fold(
                    TaggedTree.Tag.ASSETS,
                    asset.index(),
                    proof.header().treeCount(),
                    asset.record(root.get()).hash(proof.header().snapshot()),
                    asset.topPath());
            if (top.isEmpty() || !top.get().equals(proof.header().assetsRoot())) {
                return failed(
                        name,
                        "This balance does not lead to the published root. Either what you typed is not"
                                + " what the account was registered with, or the proof is not yours, or it was changed.");
            }
        }
        if (asset.amount().compareTo(asset.total()) > 0) {
            return failed(name, "The balance is larger than the published total.");
        }
        return ok(name, "This balance is part of the published total.");
    }

    Step statement() {
        ProofFile.Statement s = proof.statement();
        if (proof.assets().stream().map(ProofFile.AssetProof::amount).anyMatch(a -> a.bitLength() > SumNode.MAX_BITS)) {
            return failed("statement", "A balance reaches 2^127.");
        }
        Optional<Hash32> root = TaggedTree.fold(
                TaggedTree.Tag.STATEMENTS,
                s.position(),
                s.count(),
                proof.balances(secret).hash(),
                s.path());
        if (root.isEmpty()) {
            return failed("statement", "The path to the signed statements has a wrong length.");
        }
        byte[] text = BalanceStatement.signedText(proof.header().hash(), s.count(), root.get());
        if (!new SignedStatement.StatementSignature(s.key(), s.signature()).holds(text)) {
            return failed(
                    "statement",
                    "The operator's signature does not hold for these balances and paths: one may be missing"
                            + " or changed, or what you typed is not what the account was registered with.");
        }
        if (logged instanceof LoggedHeader.Found(LiabilitiesStatement l, List<String> signers)) {
            return signers.contains(s.key())
                    ? ok("statement", "The operator signed exactly these balances, and these paths.")
                    : failed("statement", "The balances are signed by another key than the snapshot in the log.");
        }
        return new Step(
                "statement", Outcome.NOT_CHECKED, "Signed, but whether by the operator's key only the log can tell.");
    }

    private static Step ok(String name, String words) {
        return new Step(name, Outcome.OK, words);
    }

    private static Step failed(String name, String words) {
        return new Step(name, Outcome.FAILED, words);
    }
}
