package org.plainsight.liabilities.balances;

import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.liabilities.SnapshotHeader;

/**
 * What the ledger says its file holds: {@code {"cut_off","rows","ledger","totals":[{"asset","kind","amount"}]}} and,
 * where amounts are not in base units, {@code "scale"} (amounts count 10^-scale of a coin) with {@code "rounding"}
 * ({@code refuse}, the default, or {@code up}). Totals are in the file's own units.
 *
 * @param rows balances in the file, the header not counted
 * @param ledger the ledger's own reference of this export
 */
public record ControlRecord(
        Instant cutOff,
        long rows,
        String ledger,
        Map<TreeKey, BigInteger> totals,
        Optional<Integer> scale,
        boolean roundsUp) {

    static final Pattern CANONICAL = Pattern.compile("0|[1-9][0-9]{0,77}");
    private static final int MAX_SCALE = 36;
    private static final String PLACE = "control record";

    public ControlRecord {
        totals = Map.copyOf(totals);
    }

    /** Empty, with the defects noted, where it is not a control record. */
    static Optional<ControlRecord> read(byte[] json, Defects defects) {
        try {
            return Optional.of(parse(Json.asObject(CanonicalJson.read(json))));
        } catch (MalformedStatementException | MalformedIdentifierException e) {
            String problem = e.getMessage() == null ? "unreadable" : e.getMessage();
            defects.at(
                    PLACE,
                    problem,
                    "write JSON with cut_off, rows, ledger and totals as the description of the format shows");
            return Optional.empty();
        }
    }

    private static ControlRecord parse(Json.Obj o) {
        o.allowOnly("cut_off", "rows", "ledger", "totals", "scale", "rounding");
        Instant cutOff = o.time("cut_off");
        if (!SnapshotHeader.isWholeMillis(cutOff)) {
            throw new MalformedStatementException("cut_off is finer than milliseconds, or before 1970");
        }
        Optional<Integer> scale = o.find("scale").map(Json::asInteger).map(ControlRecord::scale);
        String rounding = o.optionalText("rounding").orElse("refuse");
        if (!rounding.equals("refuse") && !rounding.equals("up")) {
            throw new MalformedStatementException("rounding is neither 'refuse' nor 'up'");
        }
        Map<TreeKey, BigInteger> totals = new LinkedHashMap<>();
        o.list("totals", Json::asObject).forEach(total -> putTotal(totals, total));
        return new ControlRecord(cutOff, o.integer("rows"), o.text("ledger"), totals, scale, rounding.equals("up"));
    }

    private static int scale(long value) {
        if (value < 0 || value > MAX_SCALE) {
            throw new MalformedStatementException("scale is not between 0 and " + MAX_SCALE);
        }
        return (int) value;
    }

    private static void putTotal(Map<TreeKey, BigInteger> totals, Json.Obj total) {
        total.allowOnly("asset", "kind", "amount");
        long kind = total.integer("kind");
        if (kind < 0 || kind > 255) {
            throw new MalformedStatementException("totals: kind " + kind + " is not between 0 and 255");
        }
        String amount = total.text("amount");
        if (!CANONICAL.matcher(amount).matches()) {
            throw new MalformedStatementException("totals: '" + amount + "' is not a whole number");
        }
        TreeKey key = new TreeKey(AssetId.parse(total.text("asset")), (int) kind);
        if (totals.put(key, new BigInteger(amount)) != null) {
            throw new MalformedStatementException("totals: " + key + " stands twice");
        }
    }
}
