package org.plainsight.reserves;

import java.util.List;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.BlockJson;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.evidence.BlockRef;

/**
 * {@code holdings.json} of a snapshot: what each address held at the named blocks. A chain without a block here could
 * not be read; on the others an address and asset that is not listed held nothing.
 *
 * @param logSize the addresses are those the log's first {@code logSize} entries name as owned
 */
public record HoldingsFile(String snapshotId, long logSize, List<BlockRef> blocks, List<Row> rows) {

    /**
     * One address and one coin or contract.
     *
     * @param claim log index of the claim the address stands under
     * @param ownership the claim's ownership verdict, as a word
     */
    public record Row(AccountId account, AssetId asset, Amount amount, long claim, String ownership) {}

    public HoldingsFile {
        blocks = List.copyOf(blocks);
        rows = List.copyOf(rows);
    }

    /** Canonical JSON. */
    public byte[] toBytes() {
        return CanonicalJson.write(Json.object()
                .put("snapshot", snapshotId)
                .put("log_size", logSize)
                .put("blocks", Json.array(blocks, BlockJson::write))
                .put("holdings", Json.array(rows, HoldingsFile::write))
                .build());
    }

    /** @throws org.plainsight.disclosure.MalformedStatementException when the bytes are no holdings file */
    public static HoldingsFile read(byte[] bytes) {
        Json.Obj o = Json.asObject(CanonicalJson.readCanonical(bytes));
        o.allowOnly("snapshot", "log_size", "blocks", "holdings");
        return new HoldingsFile(
                o.text("snapshot"),
                o.integer("log_size"),
                o.list("blocks", BlockJson::read),
                o.list("holdings", HoldingsFile::readRow));
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
