package org.plainsight.foreignlist.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.foreignlist.CheckedRow;
import org.plainsight.foreignlist.ListedBefore;

/** What lists said of one address, for programs. */
final class AddressHistoryJson {

    private AddressHistoryJson() {}

    /** @param history newest list first */
    static String of(String address, List<ListedBefore> history) {
        return CanonicalJson.text(Json.object()
                .put("address", address)
                .put("count", history.size())
                .put("rows", Json.array(history, AddressHistoryJson::json))
                .build());
    }

    private static Json json(ListedBefore listed) {
        CheckedRow checked = listed.row().checked();
        return Json.object()
                .put("publisher", listed.list().publisher())
                .putText("published_on", listed.list().publishedOn().map(Object::toString))
                .put("list", "/lists/" + listed.list().id())
                .put("line", checked.row().line())
                .put("coin", checked.row().label())
                .putText("balance", checked.row().balance().map(BigDecimal::toPlainString))
                .put("outcome", checked.outcome().name().toLowerCase(Locale.ROOT))
                .put("reason", checked.reason())
                .putText("signature_first_seen", listed.row().firstSeen().map(Object::toString))
                .build();
    }
}
