package org.plainsight.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.EvidenceGrade;

/**
 * One asset of one snapshot: what is owed against what was found, in kind. An unknown measurement is absent, with its
 * reason; it is never zero and never the claimed number.
 *
 * @param liabilities the gross total owed, from the tree
 * @param claimed what the operator says it holds beyond what a chain shows; signed by the operator, nothing more
 * @param logSize the addresses are those the log's first {@code logSize} entries name as owned
 * @param ratio signed reserves ÷ liabilities, four decimals, rounded down; absent where anything needed is unknown
 */
public record ReservesStatement(
        String snapshotId,
        String header,
        Instant issuedAt,
        AssetId asset,
        int decimals,
        Amount liabilities,
        Optional<Amount> claimed,
        List<Position> positions,
        Optional<String> ratio,
        EvidenceGrade grade,
        long logSize,
        PublishedFile holdings)
        implements Disclosure {

    public static final String TYPE = "reserves";

    /**
     * One representation of the asset on one chain.
     *
     * @param decimals of the coin or contract; its amounts are in its own smallest units
     * @param measured on-chain total of all addresses claimed as owned, at the block
     * @param signed the part of {@code measured} at addresses whose ownership verdict is valid
     * @param unknownReason why {@code measured} and {@code signed} are absent
     */
    public record Position(
            ChainId chain,
            AssetId asset,
            int decimals,
            Optional<BlockRef> block,
            Optional<Amount> measured,
            Optional<Amount> signed,
            Optional<String> unknownReason,
            EvidenceGrade grade) {
        public Position {
            if (measured.isPresent() != signed.isPresent() || measured.isPresent() == unknownReason.isPresent()) {
                throw new IllegalArgumentException("a position is either measured or unknown with its reason");
            }
        }
    }

    public ReservesStatement {
        positions = List.copyOf(positions);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Json.Obj body() {
        return Json.object()
                .put("snapshot", snapshotId)
                .put("header", header)
                .put("issued_at", issuedAt)
                .put("asset", asset.toString())
                .put("decimals", decimals)
                .put("liabilities", liabilities.toString())
                .putText("claimed", claimed.map(Amount::toString))
                .put("positions", Json.array(positions, ReservesStatement::write))
                .putText("ratio", ratio)
                .put("grade", Words.of(grade))
                .put("log_size", logSize)
                .put("holdings", holdings.json())
                .build();
    }

    static ReservesStatement read(Json.Obj o) {
        o.allowOnly(
                "snapshot",
                "header",
                "issued_at",
                "asset",
                "decimals",
                "liabilities",
                "claimed",
                "positions",
                "ratio",
                "grade",
                "log_size",
                "holdings");
        return new ReservesStatement(
                o.text("snapshot"),
                o.text("header"),
                o.time("issued_at"),
                AssetId.parse(o.text("asset")),
                Math.toIntExact(o.integer("decimals")),
                Amount.parse(o.text("liabilities")),
                o.optionalText("claimed").map(Amount::parse),
                o.list("positions", ReservesStatement::readPosition),
                o.optionalText("ratio"),
                Words.read(EvidenceGrade.class, o.text("grade")),
                o.integer("log_size"),
                PublishedFile.read(o.object("holdings")));
    }

    private static Json write(Position p) {
        return Json.object()
                .put("chain", p.chain.toString())
                .put("asset", p.asset.toString())
                .put("decimals", p.decimals)
                .putOptional("block", p.block.map(BlockJson::write))
                .putText("measured", p.measured.map(Amount::toString))
                .putText("signed", p.signed.map(Amount::toString))
                .putText("unknown_reason", p.unknownReason)
                .put("grade", Words.of(p.grade))
                .build();
    }

    private static Position readPosition(Json value) {
        Json.Obj o = Json.asObject(value);
        o.allowOnly("chain", "asset", "decimals", "block", "measured", "signed", "unknown_reason", "grade");
        try {
            return new Position(
                    ChainId.parse(o.text("chain")),
                    AssetId.parse(o.text("asset")),
                    Math.toIntExact(o.integer("decimals")),
                    o.find("block").map(BlockJson::read),
                    o.optionalText("measured").map(Amount::parse),
                    o.optionalText("signed").map(Amount::parse),
                    o.optionalText("unknown_reason"),
                    Words.read(EvidenceGrade.class, o.text("grade")));
        } catch (IllegalArgumentException e) {
            throw new MalformedStatementException("refused: " + e.getMessage());
        }
    }
}
