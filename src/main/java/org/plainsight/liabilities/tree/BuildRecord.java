package org.plainsight.liabilities.tree;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.AssetRecord;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.TaggedTree;
import org.plainsight.liabilities.balances.AmountScale;
import org.plainsight.merkle.Hash32;

/** What the trees of a directory were built with, and what came out: {@code build.json}. */
public record BuildRecord(
        SnapshotId id,
        Instant cutOff,
        long accounts,
        String ledger,
        List<String> entities,
        ChunkPolicy chunks,
        AmountScale scale,
        String assetsRoot,
        List<Snapshot.Tree> trees) {

    public BuildRecord {
        entities = List.copyOf(entities);
        trees = List.copyOf(trees);
    }

    public Snapshot staged() {
        return new Snapshot(id.hex(), Snapshot.State.STAGED, cutOff, accounts, assetsRoot, trees, Optional.empty());
    }

    public List<AssetRecord> records() {
        return trees.stream().map(AssetRecord::of).toList();
    }

    /** The top tree over the asset records. */
    public TaggedTree assetsTree() {
        return TaggedTree.of(
                TaggedTree.Tag.ASSETS, records().stream().map(r -> r.hash(id)).toList());
    }

    /** Ends with the digest of itself, so that a bit that turned is seen. */
    byte[] json() {
        byte[] content = CanonicalJson.write(content().build());
        return CanonicalJson.write(
                content().put("sha256", Hash32.sha256(content).toHex()).build());
    }

    private Json.Builder content() {
        return Json.object()
                .put("v", 2)
                .put("id", id.hex())
                .put("cut_off", cutOff)
                .put("accounts", accounts)
                .put("ledger", ledger)
                .put("entities", Json.array(entities, Json.Str::new))
                .put("chunks_largest", chunks.largest())
                .put("chunks_pieces", chunks.pieces())
                .putOptional("scale", scale.scale().map(Json.Int::new))
                .put("rounds_up", new Json.Bool(scale.roundsUp()))
                .put("assets_root", assetsRoot)
                .put("trees", Json.array(trees, BuildRecord::write));
    }

    static BuildRecord read(byte[] json) {
        Json.Obj o = Json.asObject(CanonicalJson.read(json));
        BuildRecord record = parse(o);
        if (!Arrays.equals(json, record.json())) {
            throw new IllegalStateException("the build record is not what was written; stage the balances file again");
        }
        return record;
    }

    private static BuildRecord parse(Json.Obj o) {
        return new BuildRecord(
                new SnapshotId(o.text("id")),
                o.time("cut_off"),
                o.integer("accounts"),
                o.text("ledger"),
                o.list("entities", Json::asText),
                new ChunkPolicy((int) o.integer("chunks_largest"), (int) o.integer("chunks_pieces")),
                new AmountScale(
                        o.find("scale").map(Json::asInteger).map(Math::toIntExact),
                        o.find("rounds_up").orElseThrow().equals(new Json.Bool(true))),
                o.text("assets_root"),
                o.list("trees", BuildRecord::readTree));
    }

    private static Json.Obj write(Snapshot.Tree t) {
        return Json.object()
                .put("index", t.index())
                .put("asset", t.asset().toString())
                .put("kind", t.kind())
                .put("decimals", t.decimals())
                .put("depth", t.depth())
                .put("leaves", t.leaves())
                .put("total", t.total().toString())
                .put("root", t.root())
                .build();
    }

    private static Snapshot.Tree readTree(Json value) {
        Json.Obj o = Json.asObject(value);
        return new Snapshot.Tree(
                (int) o.integer("index"),
                AssetId.parse(o.text("asset")),
                (int) o.integer("kind"),
                (int) o.integer("decimals"),
                (int) o.integer("depth"),
                o.integer("leaves"),
                new Amount(new BigInteger(o.text("total"))),
                o.text("root"));
    }
}
