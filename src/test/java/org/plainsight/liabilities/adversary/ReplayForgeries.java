package org.plainsight.liabilities.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AssetId;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.liabilities.proof.ProofFile.AssetProof;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.merkle.Hash32;

/** What is true elsewhere: another asset, snapshot, header, log entry or key. */
final class ReplayForgeries {

    private ReplayForgeries() {}

    static List<Forgery.Kind> kinds() {
        return List.of(
                Forgery.Kind.of("asset replayed under another name", "asset", ReplayForgeries::renamed),
                Forgery.Kind.of("asset replayed at another index", "asset|file", ReplayForgeries::reindexed),
                Forgery.Kind.of("snapshot replayed under the newest log entry", "log", (v, i) -> {
                    ProofFile old = v.otherProof(i);
                    return Forgery.of(
                            new ProofFile(
                                    old.header(),
                                    old.salt(),
                                    old.assets(),
                                    old.statement(),
                                    v.proof(i).log()),
                            Victims.customer(i));
                }),
                Forgery.Kind.of(
                        "snapshot replayed under this header",
                        "asset",
                        (v, i) -> Edits.forged(
                                v,
                                i,
                                p -> new ProofFile(
                                        p.header(),
                                        v.otherProof(i).salt(),
                                        v.otherProof(i).assets(),
                                        p.statement(),
                                        p.log()))),
                Forgery.Kind.of(
                        "statement of another snapshot",
                        "statement",
                        (v, i) -> Edits.forged(
                                v,
                                i,
                                p -> new ProofFile(
                                        p.header(),
                                        p.salt(),
                                        p.assets(),
                                        v.otherProof(i).statement(),
                                        p.log()))),
                Forgery.Kind.of(
                        "statement of another customer",
                        "statement",
                        (v, i) -> Edits.forged(
                                v,
                                i,
                                p -> new ProofFile(
                                        p.header(),
                                        p.salt(),
                                        p.assets(),
                                        v.proof(i + 1).statement(),
                                        p.log()))),
                Forgery.Kind.of("root of its own", "log", ReplayForgeries::ownHeader),
                Forgery.Kind.of(
                        "cut-off of its own",
                        "log",
                        (v, i) -> Edits.forged(v, i, p -> {
                            SnapshotHeader h = p.header();
                            SnapshotHeader later = new SnapshotHeader(
                                    h.snapshot(),
                                    h.cutOff().plusSeconds(1 + i),
                                    h.treeCount(),
                                    h.assetsRoot(),
                                    h.previous(),
                                    h.manifest(),
                                    h.policy());
                            return new ProofFile(later, p.salt(), p.assets(), p.statement(), p.log());
                        })),
                Forgery.Kind.of("key of its own", "statement", ReplayForgeries::ownKey),
                Forgery.Kind.of(
                        "log of its own",
                        "log",
                        (v, i) -> Edits.forged(
                                v,
                                i,
                                p -> new ProofFile(
                                        p.header(),
                                        p.salt(),
                                        p.assets(),
                                        p.statement(),
                                        Optional.of(new SampleLog()
                                                .receipt(v.sample.statement, SampleSnapshot.signer()))))),
                Forgery.Kind.of(
                        "log entry changed after it was logged",
                        "log",
                        (v, i) ->
                                Edits.text(v, i, "\"entry\":", "\\\"accounts\\\":90", "\\\"accounts\\\":" + (91 + i))),
                Forgery.Kind.of(
                        "receipt of another entry",
                        "log",
                        (v, i) -> Edits.text(v, i, "\"log\":{", "\"index\":3", "\"index\":" + (4 + i))));
    }

    private static Forgery renamed(Victims v, int i) {
        return Edits.asset(
                v,
                i,
                a -> new AssetProof(
                        a.index(),
                        AssetId.parse("eip155:" + (2 + i) + "/slip44:60"),
                        a.kind(),
                        a.decimals(),
                        a.depth(),
                        a.total(),
                        a.chunks(),
                        a.topPath()));
    }

    /** The first asset moves to an index before or behind the others. */
    private static Forgery reindexed(Victims v, int i) {
        return Edits.forged(v, i, p -> {
            List<AssetProof> assets = new ArrayList<>(p.assets());
            AssetProof a = assets.getLast();
            assets.set(
                    assets.size() - 1,
                    new AssetProof(
                            a.index() + 1 + i % 50,
                            a.asset(),
                            a.kind(),
                            a.decimals(),
                            a.depth(),
                            a.total(),
                            a.chunks(),
                            a.topPath()));
            return Edits.with(p, assets);
        });
    }

    /** A header that fits a record of the forger's own. */
    private static Forgery ownHeader(Victims v, int i) {
        return Edits.forged(v, i, p -> {
            SnapshotHeader h = p.header();
            Hash32 root = TaggedTree.of(TaggedTree.Tag.ASSETS, List.of(Hash32.sha256(new byte[] {(byte) i, 1})))
                    .root();
            SnapshotHeader own = new SnapshotHeader(
                    h.snapshot(), h.cutOff(), h.treeCount(), root, h.previous(), h.manifest(), h.policy());
            return new ProofFile(own, p.salt(), p.assets(), p.statement(), p.log());
        });
    }

    private static Forgery ownKey(Victims v, int i) {
        return Edits.forged(v, i, p -> {
            ProofFile.Statement s = p.statement();
            String key = Hash32.sha256(new byte[] {(byte) i, (byte) (i >> 8)}).toHex();
            return new ProofFile(
                    p.header(),
                    p.salt(),
                    p.assets(),
                    new ProofFile.Statement(s.position(), s.count(), s.path(), key, s.signature()),
                    p.log());
        });
    }
}
