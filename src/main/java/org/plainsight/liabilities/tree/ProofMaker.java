package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.proof.ProofFile;
import org.plainsight.merkle.Hash32;

/** Makes the proofs of one sealed snapshot from its files. Safe for several threads. */
public final class ProofMaker {

    private final SnapshotKey key;
    private final BuildRecord record;
    private final SnapshotHeader header;
    private final List<TreeFile> trees;
    private final MemorySegment secrets;
    private final CapabilityIndex capabilities;
    private final TaggedTree assets;
    private final TaggedTree statements;
    private final String signerKey;
    private final String signature;

    private ProofMaker(SnapshotDirectory directory, String headerHex) {
        Path sealed = directory.sealed(headerHex);
        Json.Obj signed = Json.asObject(CanonicalJson.read(SnapshotDirectory.read(sealed.resolve("signature.json"))));
        this.key = directory.key();
        this.record = SnapshotBuild.readRecord(directory);
        this.header = new SnapshotHeader(
                record.id(),
                record.cutOff(),
                record.trees().size(),
                Hash32.fromHex(record.assetsRoot()),
                Hash32.fromHex(signed.text("previous_header")),
                Hash32.fromHex(signed.text("manifest_sha256")),
                Hash32.fromHex(signed.text("policy_sha256")));
        this.trees = directory.trees(record.trees().size()).stream()
                .map(file -> TreeFile.open(file, key))
                .toList();
        this.secrets = SnapshotDirectory.map(directory.secrets());
        this.capabilities = CapabilityIndex.open(directory.capabilities());
        this.assets = record.assetsTree();
        this.statements =
                new TaggedTree(TaggedTree.Tag.STATEMENTS, SnapshotDirectory.read(sealed.resolve("statements")));
        this.signerKey = signed.text("key");
        this.signature = signed.text("sig");
    }

    public static ProofMaker open(SnapshotDirectory directory, String header) {
        return new ProofMaker(directory, header);
    }

    /** The capability's place in this snapshot. */
    public OptionalInt find(Hash32 capability) {
        return capabilities.find(capability);
    }

    /** How many proofs there are. */
    int size() {
        return capabilities.size();
    }

    /** The number of the account whose proof has this place. */
    int account(int place) {
        return capabilities.account(place);
    }

    /** A place that depends on the capability alone, for doing the work of a proof where there is none. */
    public int decoy(Hash32 capability) {
        return Math.floorMod(capability.hashCode(), capabilities.size());
    }

    public ProofFile proof(int place, Optional<ProofFile.LogReceipt> log) {
        int account = capabilities.account(place);
        List<ProofFile.AssetProof> proofs = new ArrayList<>();
        for (AssetRecord asset : record.records()) {
            TreeFile tree = trees.get(asset.index());
            List<TreeFile.Item> items = tree.itemsOf(account);
            if (!items.isEmpty()) {
                proofs.add(asset(asset, tree, items));
            }
        }
        ProofFile.Statement statement =
                new ProofFile.Statement(place, capabilities.size(), statements.path(place), signerKey, signature);
        return new ProofFile(header, key.salt(account), proofs, statement, log);
    }

    private ProofFile.AssetProof asset(AssetRecord asset, TreeFile tree, List<TreeFile.Item> items) {
        return new ProofFile.AssetProof(
                asset.index(),
                asset.asset(),
                asset.kind(),
                asset.decimals(),
                asset.depth(),
                asset.root().sum(),
                items.stream()
                        .map(item -> new ProofFile.Chunk(item.chunk(), item.amount(), tree.path(item, secrets, key)))
                        .toList(),
                assets.path(asset.index()));
    }

    /** Account references by account number. */
    public static List<String> references(SnapshotDirectory directory) {
        return new String(SnapshotDirectory.read(directory.references()), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
