package org.plainsight.recheck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.BlockJson;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.SnapshotHeader;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.tree.UpperTree;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.MalformedHashException;
import org.plainsight.merkle.SumNode;

/** Recomputes every snapshot's header from its published files, and every sum above the buckets of leaves. */
final class LiabilitiesCheck {

    private static final int FILE_VERSION = 1;

    private final SnapshotFiles files;
    private final Report report;
    private String previousHeader = SnapshotHeader.NO_PREVIOUS.toHex();

    LiabilitiesCheck(SnapshotFiles files, Report report) {
        this.files = files;
        this.report = report;
    }

    /** What is owed per asset (kinds below debt) of every snapshot whose header was recomputed, by header. */
    Map<String, Map<AssetId, Amount>> check(List<LiabilitiesStatement> statements) {
        Map<String, Map<AssetId, Amount>> owed = new HashMap<>();
        for (LiabilitiesStatement statement : statements) {
            try {
                records(statement).ifPresent(records -> owed.put(statement.header(), owed(records)));
            } catch (MalformedStatementException
                    | MalformedIdentifierException
                    | MalformedHashException
                    | IllegalArgumentException
                    | ArithmeticException e) {
                report.differs(subject(statement), "a published file is malformed: " + e.getMessage());
            }
        }
        return owed;
    }

    private static String subject(LiabilitiesStatement statement) {
        return "liabilities " + statement.snapshotId();
    }

    private Optional<List<AssetRecord>> records(LiabilitiesStatement statement) {
        Optional<byte[]> trees = files.read(statement.trees());
        Optional<byte[]> upper = files.read(statement.upperTree());
        Optional<byte[]> manifest = files.read(statement.manifest());
        Optional<byte[]> policy = files.read(statement.policy());
        report.compare(
                statement.previousHeader().equals(previousHeader),
                subject(statement),
                "is chained to the snapshot before it",
                "names " + statement.previousHeader() + " as the header before; that is " + previousHeader);
        previousHeader = statement.header();
        if (trees.isEmpty() || manifest.isEmpty() || policy.isEmpty()) {
            return Optional.empty();
        }
        blocks(statement, manifest.get());
        SnapshotId id = new SnapshotId(statement.snapshotId());
        List<AssetRecord> records = read(trees.get(), id);
        boolean same = header(statement, id, records).equals(statement.header());
        report.compare(
                same,
                subject(statement),
                "the totals and roots of " + records.size()
                        + " trees, the blocks and the policy give the logged header",
                "the published trees, blocks and policy do not give the logged header " + statement.header());
        upper.ifPresent(bytes -> tops(statement, records, bytes));
        return same ? Optional.of(records) : Optional.empty();
    }

    private void blocks(LiabilitiesStatement statement, byte[] manifest) {
        Json.Obj o = Json.asObject(CanonicalJson.read(manifest));
        report.compare(
                o.list("blocks", BlockJson::read).equals(statement.manifestBlocks())
                        && o.text("snapshot").equals(statement.snapshotId()),
                subject(statement),
                "the reserves manifest names the logged blocks",
                "the reserves manifest names other blocks than the statement");
    }

    /** The records, and nothing in the file that says otherwise than they do. */
    private static List<AssetRecord> read(byte[] trees, SnapshotId id) {
        Json.Obj file = Json.asObject(CanonicalJson.read(trees));
        List<AssetRecord> records = file.list("trees", value -> record(Json.asObject(value), id));
        Hash32 root = TaggedTree.of(
                        TaggedTree.Tag.ASSETS,
                        records.stream().map(r -> r.hash(id)).toList())
                .root();
        agree("v", file.integer("v") == FILE_VERSION);
        agree("snapshot", file.text("snapshot").equals(id.hex()));
        agree("assets_root", file.text("assets_root").equals(root.toHex()));
        return records;
    }

    private static void agree(String member, boolean agrees) {
        if (!agrees) {
            throw new MalformedStatementException("'" + member + "' of the list of trees is not what its trees give");
        }
    }

    private static AssetRecord record(Json.Obj o, SnapshotId id) {
        AssetRecord record = new AssetRecord(
                Math.toIntExact(o.integer("index")),
                AssetId.parse(o.text("asset")),
                Math.toIntExact(o.integer("kind")),
                Math.toIntExact(o.integer("decimals")),
                Math.toIntExact(o.integer("depth")),
                new SumNode(
                        Hash32.fromHex(o.text("root")),
                        Amount.parse(o.text("total")).units()));
        agree("record", o.text("record").equals(record.hash(id).toHex()));
        return record;
    }

    private static String header(LiabilitiesStatement statement, SnapshotId id, List<AssetRecord> records) {
        List<Hash32> hashes = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).index() != i) {
                throw new IllegalArgumentException("the trees are not listed in the order of their indices");
            }
            hashes.add(records.get(i).hash(id));
        }
        Hash32 assetsRoot = TaggedTree.of(TaggedTree.Tag.ASSETS, hashes).root();
        return new SnapshotHeader(
                        id,
                        statement.cutOff(),
                        records.size(),
                        assetsRoot,
                        Hash32.fromHex(statement.previousHeader()),
                        Hash32.fromHex(statement.manifest().sha256()),
                        Hash32.fromHex(statement.policy().sha256()))
                .hash()
                .toHex();
    }

    private void tops(LiabilitiesStatement statement, List<AssetRecord> records, byte[] upper) {
        List<UpperTree.Top> tops = UpperTree.check(upper);
        for (UpperTree.Top top : tops) {
            if (top.fault().isPresent()) {
                report.differs(subject(statement), "upper tree: " + top.fault().get());
                return;
            }
        }
        boolean same = tops.size() == records.size();
        for (int i = 0; same && i < tops.size(); i++) {
            same = tops.get(i).tree() == i
                    && tops.get(i).depth() == records.get(i).depth()
                    && tops.get(i).root().equals(records.get(i).root());
        }
        report.compare(
                same,
                subject(statement),
                "every published sum is the sum of its children, up to the logged totals",
                "the upper tree leads to other roots than the logged ones");
    }

    private static Map<AssetId, Amount> owed(List<AssetRecord> records) {
        Map<AssetId, Amount> owed = new HashMap<>();
        for (AssetRecord record : records) {
            if (record.kind() < LiabilitiesPolicy.FIRST_DEBT_KIND) {
                owed.merge(record.asset(), new Amount(record.root().sum()), Amount::plus);
            }
        }
        return owed;
    }
}
