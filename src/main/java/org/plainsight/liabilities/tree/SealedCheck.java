package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.plainsight.disclosure.BlockJson;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.BalanceStatement;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.proof.ProofCodec;
import org.plainsight.merkle.Hash32;

/**
 * The second look at what is about to be signed: reads every sealed file back from the disk and compares it, and each
 * field of the header, with what the checked build record and the arguments of the sealing give. The statements are made
 * once more, by the slow road of objects for some of them.
 */
final class SealedCheck {

    /** So many balance statements are also made of objects, by the reader's code. */
    private static final int BY_OBJECTS = 1_000;

    private final SnapshotDirectory directory;
    private final BuildRecord record;
    private final LiabilitiesPolicy policy;
    private final List<BlockRef> blocks;
    private final LiabilitiesStatement statement;

    SealedCheck(
            SnapshotDirectory directory,
            BuildRecord record,
            LiabilitiesPolicy policy,
            List<BlockRef> blocks,
            LiabilitiesStatement statement) {
        this.directory = directory;
        this.record = record;
        this.policy = policy;
        this.blocks = List.copyOf(blocks);
        this.statement = statement;
    }

    /**
     * All files but the signature.
     *
     * @return the root over the balance statements
     * @throws SecondPath.DisagreementException naming the first thing that differs
     */
    Hash32 files(Path folder) throws IOException {
        header(folder);
        byte[] manifest = file(folder, "manifest.json", statement.manifest());
        Json.Obj m = Json.asObject(CanonicalJson.readCanonical(manifest));
        require(
                m.members().size() == 4
                        && m.integer("v") == 1
                        && m.text("snapshot").equals(record.id().hex())
                        && m.time("cut_off").equals(record.cutOff())
                        && m.list("blocks", BlockJson::read).equals(blocks),
                "manifest.json");
        require(Arrays.equals(file(folder, "policy.json", statement.policy()), policy.document()), "policy.json");
        trees(file(folder, "trees.json", statement.trees()));
        upper(file(folder, "upper-tree", statement.upperTree()));
        return statements(folder);
    }

    /** SHA-256( 08 00 version u16 | snapshotId[16] | cut-off millis u64 | n u32 | A | previous | manifest | policy ). */
    private void header(Path folder) throws IOException {
        ByteBuffer input = ByteBuffer.allocate(4 + 16 + 8 + 4 + 4 * Hash32.LENGTH)
                .put(new byte[] {8, 0, 0, 1})
                .put(record.id().toBytes())
                .putLong(record.cutOff().toEpochMilli())
                .putInt(record.trees().size())
                .put(Hash32.fromHex(record.assetsRoot()).toBytes())
                .put(Hash32.fromHex(statement.previousHeader()).toBytes())
                .put(Hash32.sha256(Files.readAllBytes(folder.resolve("manifest.json")))
                        .toBytes())
                .put(Hash32.sha256(Files.readAllBytes(folder.resolve("policy.json")))
                        .toBytes());
        require(
                statement.header().equals(Hash32.sha256(input.array()).toHex())
                        && statement.snapshotId().equals(record.id().hex())
                        && statement.cutOff().equals(record.cutOff())
                        && statement.version() == 1
                        && statement.treeCount() == record.trees().size()
                        && statement.assetsRoot().equals(record.assetsRoot())
                        && statement.accounts() == record.accounts()
                        && statement.manifestBlocks().equals(blocks),
                "the header or its statement");
    }

    private byte[] file(Path folder, String name, PublishedFile published) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name));
        require(
                published.path().equals("/snapshots/" + record.id().hex() + "/" + name)
                        && published.size() == bytes.length
                        && published.sha256().equals(Hash32.sha256(bytes).toHex()),
                name);
        return bytes;
    }

    private void trees(byte[] bytes) {
        Json.Obj file = Json.asObject(CanonicalJson.readCanonical(bytes));
        List<Json.Obj> trees = file.list("trees", Json::asObject);
        boolean same = file.members().size() == 4
                && file.integer("v") == 1
                && file.text("snapshot").equals(record.id().hex())
                && file.text("assets_root").equals(record.assetsRoot())
                && trees.size() == record.trees().size();
        for (int a = 0; same && a < trees.size(); a++) {
            AssetRecord r = record.records().get(a);
            Json.Obj t = trees.get(a);
            same = t.members().size() == 8
                    && t.integer("index") == a
                    && t.text("asset").equals(r.asset().toString())
                    && t.integer("kind") == r.kind()
                    && t.integer("decimals") == r.decimals()
                    && t.integer("depth") == r.depth()
                    && t.text("total").equals(r.root().sum().toString())
                    && t.text("root").equals(r.root().hash().toHex())
                    && t.text("record").equals(r.hash(record.id()).toHex());
        }
        require(same, "trees.json");
    }

    /** Every node of the file is under its root, by its parents' hashes; and the root is the record's. */
    private void upper(byte[] bytes) {
        List<UpperTree.Top> tops = UpperTree.check(bytes);
        boolean same = tops.size() == record.trees().size();
        for (int a = 0; same && a < tops.size(); a++) {
            UpperTree.Top top = tops.get(a);
            same = top.tree() == a
                    && top.depth() == record.trees().get(a).depth()
                    && top.fault().isEmpty()
                    && top.root().equals(record.records().get(a).root());
        }
        require(same, "upper-tree");
    }

    private Hash32 statements(Path folder) {
        MemorySegment nodes = SnapshotDirectory.map(folder.resolve("statements"));
        CapabilityIndex index = CapabilityIndex.open(directory.capabilities());
        require(nodes.byteSize() == TaggedTree.bytes(index.size()), "statements");
        SnapshotKey key = directory.key();
        List<TreeFile> files = directory.openTrees(record.trees().size(), key);
        MemorySegment secrets = SnapshotDirectory.map(directory.secrets());
        int step = Math.max(1, index.size() / BY_OBJECTS);
        int threads = Runtime.getRuntime().availableProcessors();
        IntStream.range(0, threads).parallel().forEach(thread -> {
            AssetsText assets = new AssetsText(record, files, secrets, key);
            ByteText buffer = new ByteText();
            for (int place = thread; place < index.size(); place += threads) {
                int account = index.account(place);
                byte[] leaf = assets.statement(account, statement.header(), buffer);
                require(Arrays.equals(leaf, hash(nodes, place)), "statements");
                if (place % step == 0) {
                    Hash32 secret = Hash32.of(hash(secrets, account));
                    Hash32 again = ProofCodec.statement(Hash32.fromHex(statement.header()), secret, buffer.toBytes());
                    require(Arrays.equals(leaf, again.toBytes()), "the statement of account " + account);
                }
            }
        });
        return parents(nodes, index.size());
    }

    /** Every node above the leaves, level after level. */
    private static Hash32 parents(MemorySegment nodes, int leaves) {
        long below = 0;
        int width = leaves;
        while (width > 1) {
            long above = below + width;
            for (int i = 0; i < width; i += 2) {
                byte[] left = hash(nodes, below + i);
                byte[] parent = i + 1 == width
                        ? left
                        : Hash32.sha256(new byte[] {9, 1, 0, 0}, left, hash(nodes, below + i + 1))
                                .toBytes();
                require(Arrays.equals(parent, hash(nodes, above + i / 2)), "statements");
            }
            below = above;
            width = (width + 1) / 2;
        }
        return Hash32.of(hash(nodes, below));
    }

    private static byte[] hash(MemorySegment hashes, long i) {
        return hashes.asSlice(i * Hash32.LENGTH, Hash32.LENGTH).toArray(ValueLayout.JAVA_BYTE);
    }

    /** The operator's signature under the root of the statements, as it lies on the disk. */
    void signature(Path folder, Hash32 root) {
        Json.Obj s =
                Json.asObject(CanonicalJson.readCanonical(SnapshotDirectory.read(folder.resolve("signature.json"))));
        byte[] text = BalanceStatement.signedText(Hash32.fromHex(statement.header()), record.accounts(), root);
        require(
                s.members().size() == 7
                        && s.integer("v") == 1
                        && s.text("header").equals(statement.header())
                        && s.text("previous_header").equals(statement.previousHeader())
                        && s.text("manifest_sha256").equals(statement.manifest().sha256())
                        && s.text("policy_sha256").equals(statement.policy().sha256())
                        && new SignedStatement.StatementSignature(s.text("key"), s.text("sig")).holds(text),
                "signature.json");
    }

    private static void require(boolean same, String what) {
        if (!same) {
            throw new SecondPath.DisagreementException(what, "not what should be sealed");
        }
    }
}
