package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.plainsight.merkle.batch.Workers;

/**
 * What publishing a snapshot makes public, under {@code sealed/<header>/}: {@code manifest.json}, {@code policy.json},
 * {@code trees.json} and {@code upper-tree}; and beside them what its proofs need: {@code statements} (the tree over the
 * balance statements of all accounts, in the order of {@code capabilities}) and {@code signature.json}. Written whole or not at all, and
 * never changed.
 */
public final class SealedFiles {

    /** The names that are served. */
    public static final List<String> PUBLIC = List.of("manifest.json", "policy.json", "trees.json", "upper-tree");

    private static final int TASK = 1 << 10;

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

    /**
     * Seals under the header that follows {@code previous}; the same arguments give the same files. Nothing is signed before
     * {@link SealedCheck} found every file on the disk to be what it should be.
     *
     * @throws SecondPath.DisagreementException where it did not
     */
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
        List<TreeFile> files = directory.openTrees(record.trees().size(), directory.key());
        byte[] upper = UpperTree.write(files);
        LiabilitiesStatement statement = statement(header, blocks, manifest, document, trees, upper);
        SealedCheck check = new SealedCheck(directory, record, policy, blocks, statement);
        Path target = directory.sealed(header.hash().toHex());
        if (!Files.exists(target)) {
            Path part = directory.path().resolve("sealing");
            SnapshotDirectory.discard(part);
            SnapshotDirectory.create(part);
            SnapshotDirectory.write(part.resolve("manifest.json"), manifest);
            SnapshotDirectory.write(part.resolve("policy.json"), document);
            SnapshotDirectory.write(part.resolve("trees.json"), trees);
            SnapshotDirectory.write(part.resolve("upper-tree"), upper);
            writeStatements(part.resolve("statements"), header, files);
            Hash32 root = check.files(part);
            SnapshotDirectory.write(part.resolve("signature.json"), sign(header, root));
            check.signature(part, root);
            SnapshotDirectory.publishDirectory(part, target);
        } else {
            check.signature(target, check.files(target));
        }
        return statement;
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

    /** The leaf of every account's balance statement, in the order of the capabilities, and the tree over them. */
    private void writeStatements(Path file, SnapshotHeader header, List<TreeFile> files) throws IOException {
        String headerHex = header.hash().toHex();
        SnapshotKey key = directory.key();
        MemorySegment secrets = SnapshotDirectory.map(directory.secrets());
        CapabilityIndex index = CapabilityIndex.open(directory.capabilities());
        try (Arena arena = Arena.ofShared();
                Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            MemorySegment nodes = SnapshotDirectory.create(file, TaggedTree.bytes(index.size()), arena);
            workers.run((index.size() + TASK - 1) / TASK, () -> {
                AssetsText assets = new AssetsText(record, files, secrets, key);
                ByteText buffer = new ByteText();
                return task -> {
                    int end = Math.min(index.size(), (task + 1) * TASK);
                    for (int place = task * TASK; place < end; place++) {
                        byte[] leaf = assets.statement(index.account(place), headerHex, buffer);
                        MemorySegment.copy(
                                leaf, 0, nodes, ValueLayout.JAVA_BYTE, (long) place * leaf.length, leaf.length);
                    }
                };
            });
            TaggedTree.fill(TaggedTree.Tag.STATEMENTS, nodes, index.size());
            nodes.force();
        }
    }

    private byte[] sign(SnapshotHeader header, Hash32 root) {
        byte[] text = BalanceStatement.signedText(header.hash(), record.accounts(), root);
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
