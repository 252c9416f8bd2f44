package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.plainsight.disclosure.BlockJson;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.StatementSigner;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.BalanceStatement;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.merkle.Hash32;

/**
 * What publishing a snapshot makes public, under {@code sealed/<header>/}: {@code manifest.json}, {@code policy.json},
 * {@code trees.json} and {@code upper-tree}; and beside them what its proofs need: {@code statements} (the leaf of every
 * balance statement, in the order of {@code capabilities}) and {@code signature.json}. Written whole or not at all, and
 * never changed.
 */
public final class SealedFiles {

    /** The names that are served. */
    public static final List<String> PUBLIC = List.of("manifest.json", "policy.json", "trees.json", "upper-tree");

    private final SnapshotDirectory directory;
    private final BuildRecord record;
    private final LiabilitiesPolicy policy;
    private final StatementSigner signer;

    public SealedFiles(
            SnapshotDirectory directory, BuildRecord record, LiabilitiesPolicy policy, StatementSigner signer) {
        this.directory = directory;
        this.record = record;
        this.policy = policy;
        this.signer = signer;
    }

    /** Seals under the header that follows {@code previous}; the same arguments give the same files. */
    public LiabilitiesStatement seal(List<BlockRef> blocks, Hash32 previous) throws IOException {
        byte[] manifest = manifest(blocks);
        byte[] document = policy.document();
        SnapshotHeader header = new SnapshotHeader(
                record.id(),
                record.cutOff(),
                record.trees().size(),
                Hash32.fromHex(record.assetsRoot()),
                previous,
                Hash32.sha256(manifest),
                Hash32.sha256(document));
        byte[] trees = trees();
        List<TreeFile> files = directory.trees(record.trees().size()).stream()
                .map(file -> TreeFile.open(file, directory.key()))
                .toList();
        byte[] upper = UpperTree.write(files);
        Path target = directory.sealed(header.hash().toHex());
        if (!Files.exists(target)) {
            byte[] statements = statements(header, files);
            Path part = directory.path().resolve("sealing");
            SnapshotDirectory.discard(part);
            SnapshotDirectory.create(part);
            SnapshotDirectory.write(part.resolve("manifest.json"), manifest);
            SnapshotDirectory.write(part.resolve("policy.json"), document);
            SnapshotDirectory.write(part.resolve("trees.json"), trees);
            SnapshotDirectory.write(part.resolve("upper-tree"), upper);
            SnapshotDirectory.write(part.resolve("statements"), statements);
            SnapshotDirectory.write(part.resolve("signature.json"), sign(header, statements));
            SnapshotDirectory.publishDirectory(part, target);
        }
        return statement(header, blocks, manifest, document, trees, upper);
    }

    private LiabilitiesStatement statement(
            SnapshotHeader header,
            List<BlockRef> blocks,
            byte[] manifest,
            byte[] document,
            byte[] trees,
            byte[] upper) {
        return new LiabilitiesStatement(
                record.id().hex(),
                record.cutOff(),
                SnapshotHeader.VERSION,
                header.hash().toHex(),
                header.previous().toHex(),
                header.treeCount(),
                record.assetsRoot(),
                record.accounts(),
                blocks,
                file("manifest.json", manifest),
                file("policy.json", document),
                file("trees.json", trees),
                file("upper-tree", upper));
    }

    private PublishedFile file(String name, byte[] bytes) {
        return new PublishedFile(
                "/snapshots/" + record.id() + "/" + name, Hash32.sha256(bytes).toHex(), bytes.length);
    }

    private byte[] manifest(List<BlockRef> blocks) {
        return CanonicalJson.write(Json.object()
                .put("v", 1)
                .put("snapshot", record.id().hex())
                .put("cut_off", record.cutOff())
                .put("blocks", Json.array(blocks, BlockJson::write))
                .build());
    }

    private byte[] trees() {
        return CanonicalJson.write(Json.object()
                .put("v", 1)
                .put("snapshot", record.id().hex())
                .put("assets_root", record.assetsRoot())
                .put("trees", Json.array(record.records(), this::tree))
                .build());
    }

    private Json tree(AssetRecord r) {
        return Json.object()
                .put("index", r.index())
                .put("asset", r.asset().toString())
                .put("kind", r.kind())
                .put("decimals", r.decimals())
                .put("depth", r.depth())
                .put("total", r.root().sum().toString())
                .put("root", r.root().hash().toHex())
                .put("record", r.hash(record.id()).toHex())
                .build();
    }

    /** The leaf of every account's balance statement, in the order of the capabilities. */
    private byte[] statements(SnapshotHeader header, List<TreeFile> files) {
        Hash32 headerHash = header.hash();
        List<AssetRecord> records = record.records();
        byte[] secrets = SnapshotDirectory.read(directory.secrets());
        CapabilityIndex index = CapabilityIndex.open(directory.capabilities());
        byte[] leaves = new byte[Math.multiplyExact(index.size(), Hash32.LENGTH)];
        for (int i = 0; i < index.size(); i++) {
            int account = index.account(i);
            List<BalanceStatement.Balance> balances = new ArrayList<>();
            for (int a = 0; a < files.size(); a++) {
                List<TreeFile.Item> items = files.get(a).itemsOf(account);
                if (!items.isEmpty()) {
                    balances.add(new BalanceStatement.Balance(
                            records.get(a).asset(), records.get(a).kind(), TreeFile.sum(items)));
                }
            }
            Hash32 secret =
                    Hash32.of(Arrays.copyOfRange(secrets, account * Hash32.LENGTH, (account + 1) * Hash32.LENGTH));
            byte[] leaf =
                    new BalanceStatement(headerHash, secret, balances).hash().toBytes();
            ByteBuffer.wrap(leaves).put(i * Hash32.LENGTH, leaf);
        }
        return leaves;
    }

    private byte[] sign(SnapshotHeader header, byte[] statements) {
        TaggedTree tree = new TaggedTree(TaggedTree.Tag.STATEMENTS, statements);
        byte[] text = BalanceStatement.signedText(header.hash(), statements.length / Hash32.LENGTH, tree.root());
        return CanonicalJson.write(Json.object()
                .put("v", 1)
                .put("header", header.hash().toHex())
                .put("previous_header", header.previous().toHex())
                .put("manifest_sha256", header.manifest().toHex())
                .put("policy_sha256", header.policy().toHex())
                .put("key", signer.publicKey())
                .put("sig", Base64.getEncoder().encodeToString(signer.sign(text)))
                .build());
    }
}
