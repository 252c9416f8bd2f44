package org.plainsight.reserves;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.BlockJson;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.PublishedFile;
import org.plainsight.evidence.BlockRef;

/**
 * {@code holdings.json} of a snapshot: what each address held at the named blocks. A chain without a block here could
 * not be read; on the others an address and asset that is not listed held nothing.
 *
 * @param unread coins and contracts that gave no balance although their chain was read, with the reason
 * @param evidence files that prove holdings; where there is none, they are as a node said
 *
 * @param logSize the addresses are those the log's first {@code logSize} entries name as owned
 */
public record HoldingsFile(
        String snapshotId,
        long logSize,
        List<BlockRef> blocks,
        Map<AssetId, String> unread,
        List<Row> rows,
        List<Proof> evidence) {

    /**
     * One address and one coin or contract.
     *
     * @param claim log index of the claim the address stands under
     * @param ownership the claim's ownership verdict, as a word
     */
    public record Row(AccountId account, AssetId asset, Amount amount, long claim, String ownership) {}

    /**
     * What one evidence file shows.
     *
     * @param proves the coins and contracts whose holdings it proves, those that are zero too
     * @param unproven of the others, why not
     */
    public record Proof(
            ChainId chain, String kind, List<AssetId> proves, Map<AssetId, String> unproven, PublishedFile file) {
        public Proof {
            proves = List.copyOf(proves);
            unproven = Map.copyOf(unproven);
        }
    }

    public HoldingsFile {
        unread = Map.copyOf(unread);
        evidence = List.copyOf(evidence);
        blocks = List.copyOf(blocks);
        rows = List.copyOf(rows);
    }

    /** Without evidence. */
    public HoldingsFile(String snapshotId, long logSize, List<BlockRef> blocks, List<Row> rows) {
        this(snapshotId, logSize, blocks, Map.of(), rows, List.of());
    }

    public HoldingsFile with(List<Proof> found) {
        return new HoldingsFile(snapshotId, logSize, blocks, unread, rows, found);
    }

    public boolean proves(AssetId asset) {
        return evidence.stream().anyMatch(proof -> proof.proves().contains(asset));
    }

    /** Canonical JSON. */
    public byte[] toBytes() {
        return CanonicalJson.write(Json.object()
                .put("snapshot", snapshotId)
                .put("log_size", logSize)
                .put("blocks", Json.array(blocks, BlockJson::write))
                .put("holdings", Json.array(rows, HoldingsFile::write))
                .putOptional("unread", unread.isEmpty() ? Optional.empty() : Optional.of(reasons(unread)))
                .putOptional(
                        "evidence",
                        evidence.isEmpty() ? Optional.empty() : Optional.of(Json.array(evidence, HoldingsFile::write)))
                .build());
    }

    /** @throws org.plainsight.disclosure.MalformedStatementException when the bytes are no holdings file */
    public static HoldingsFile read(byte[] bytes) {
        Json.Obj o = Json.asObject(CanonicalJson.readCanonical(bytes));
        o.allowOnly("snapshot", "log_size", "blocks", "unread", "holdings", "evidence");
        return new HoldingsFile(
                o.text("snapshot"),
                o.integer("log_size"),
                o.list("blocks", BlockJson::read),
                o.optionalObject("unread").map(HoldingsFile::readReasons).orElse(Map.of()),
                o.list("holdings", HoldingsFile::readRow),
                o.list("evidence", HoldingsFile::readProof));
    }

    private static Json write(Row row) {
        return Json.object()
                .put("account", row.account.toString())
                .put("asset", row.asset.toString())
                .put("amount", row.amount.toString())
                .put("claim", row.claim)
                .put("ownership", row.ownership)
                .build();
    }

    private static Json reasons(Map<AssetId, String> reasons) {
        Json.Builder members = Json.object();
        reasons.forEach((asset, reason) -> members.put(asset.toString(), reason));
        return members.build();
    }

    private static Map<AssetId, String> readReasons(Json.Obj o) {
        Map<AssetId, String> reasons = new HashMap<>();
        o.members().forEach((asset, reason) -> reasons.put(AssetId.parse(asset), Json.asText(reason)));
        return reasons;
    }

    private static Json write(Proof proof) {
        return Json.object()
                .put("chain", proof.chain.toString())
                .put("kind", proof.kind)
                .put("proves", Json.array(proof.proves, asset -> new Json.Str(asset.toString())))
                .put("unproven", reasons(proof.unproven))
                .put("file", proof.file.json())
                .build();
    }

    private static Proof readProof(Json value) {
        Json.Obj o = Json.asObject(value);
        o.allowOnly("chain", "kind", "proves", "unproven", "file");
        return new Proof(
                ChainId.parse(o.text("chain")),
                o.text("kind"),
                o.list("proves", asset -> AssetId.parse(Json.asText(asset))),
                readReasons(o.object("unproven")),
                PublishedFile.read(o.object("file")));
    }

    private static Row readRow(Json value) {
        Json.Obj o = Json.asObject(value);
        o.allowOnly("account", "asset", "amount", "claim", "ownership");
        return new Row(
                AccountId.parse(o.text("account")),
                AssetId.parse(o.text("asset")),
                Amount.parse(o.text("amount")),
                o.integer("claim"),
                o.text("ownership"));
    }
}
