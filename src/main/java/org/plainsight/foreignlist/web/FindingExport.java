package org.plainsight.foreignlist.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.CsvCell;
import org.plainsight.foreignlist.CheckedRow;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ListedBefore;
import org.plainsight.foreignlist.RowOutcome;

/** Findings as files. */
final class FindingExport {

    private FindingExport() {}

    static String csv(List<Finding> findings) {
        StringBuilder csv = new StringBuilder("kind,label,explanation,printed,summed,rows\r\n");
        for (Finding finding : findings) {
            csv.append(List.of(
                                    finding.kind().name().toLowerCase(Locale.ROOT),
                                    finding.label(),
                                    finding.explanation(),
                                    figure(finding.printed()),
                                    figure(finding.summed()),
                                    finding.lines().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(" ")))
                            .stream()
                            .map(CsvCell::quoted)
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return csv.toString();
    }

    private static String figure(Optional<BigDecimal> figure) {
        return figure.map(BigDecimal::toPlainString).orElse("");
    }

    static String json(ForeignList list, List<Finding> findings) {
        return CanonicalJson.text(Json.object()
                .put("publisher", list.publisher())
                .put("file", list.fileName())
                .put("sha256", list.sha256())
                .putText("published_on", list.publishedOn().map(Object::toString))
                .put("imported_at", list.importedAt())
                .put("rows", list.rows())
                .put("outcomes", counts(list))
                .put("findings", Json.array(findings, FindingExport::json))
                .build());
    }

    /** What lists said of one address, newest list first. */
    static String json(String address, List<ListedBefore> history) {
        return CanonicalJson.text(Json.object()
                .put("address", address)
                .put("count", history.size())
                .put("rows", Json.array(history, FindingExport::json))
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

    private static Json counts(ForeignList list) {
        Json.Builder counts = Json.object();
        for (RowOutcome outcome : RowOutcome.values()) {
            counts.put(outcome.name().toLowerCase(Locale.ROOT), list.count(outcome));
        }
        return counts.build();
    }

    private static Json json(Finding finding) {
        return Json.object()
                .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                .put("label", finding.label())
                .put("explanation", finding.explanation())
                .putText("printed", finding.printed().map(BigDecimal::toPlainString))
                .putText("summed", finding.summed().map(BigDecimal::toPlainString))
                .put("rows", Json.array(finding.lines(), Json.Int::new))
                .build();
    }
}
