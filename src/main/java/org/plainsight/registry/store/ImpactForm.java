package org.plainsight.registry.store;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.Impact;
import org.plainsight.registry.review.ValueShare;

/** An impact as text of the database. */
final class ImpactForm {

    private ImpactForm() {}

    static String write(Impact impact) {
        Json.Builder counts = Json.object();
        impact.counts().forEach((kind, count) -> counts.put(kind.word(), count));
        return CanonicalJson.text(Json.object()
                .put("rows", impact.rows())
                .put("counts", counts.build())
                .put("held", impact.held())
                .put("unproven", impact.unproven())
                .put("shares", Json.array(impact.shares(), ImpactForm::write))
                .put("unknown", Json.array(impact.unknown(), Json.Str::new))
                .build());
    }

    private static Json write(ValueShare share) {
        return Json.object()
                .put("symbol", share.symbol())
                .put("decimals", share.decimals())
                .put("touched", share.touched().toString())
                .put("total", share.total().toString())
                .build();
    }

    static Impact read(String text) {
        Json.Obj o = Json.asObject(CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8)));
        Json.Obj counted = o.object("counts");
        Map<DraftLine.Kind, Long> counts = new EnumMap<>(DraftLine.Kind.class);
        for (DraftLine.Kind kind : DraftLine.Kind.values()) {
            counted.find(kind.word()).ifPresent(n -> counts.put(kind, Json.asInteger(n)));
        }
        return new Impact(
                o.integer("rows"),
                counts,
                o.integer("held"),
                o.integer("unproven"),
                o.list("shares", ImpactForm::readShare),
                o.list("unknown", Json::asText));
    }

    private static ValueShare readShare(Json value) {
        Json.Obj o = Json.asObject(value);
        return new ValueShare(
                o.text("symbol"),
                (int) o.integer("decimals"),
                new BigInteger(o.text("touched")),
                new BigInteger(o.text("total")));
    }
}
