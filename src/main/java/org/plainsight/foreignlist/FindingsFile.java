package org.plainsight.foreignlist;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.CsvCell;
import org.plainsight.disclosure.Json;

/** The findings about one list as files: the same findings give the same bytes. */
public final class FindingsFile {

    private FindingsFile() {}

    public static byte[] csv(List<Finding> findings) {
        StringBuilder csv = new StringBuilder("kind,label,explanation,printed,summed,rows\r\n");
        for (Finding finding : findings) {
            csv.append(List.of(
                                    finding.kind().word(),
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
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String figure(Optional<BigDecimal> figure) {
        return figure.map(BigDecimal::toPlainString).orElse("");
    }

    public static byte[] json(ForeignList list, List<Finding> findings) {
        return CanonicalJson.write(Json.object()
                .put("publisher", list.publisher())
                .put("file", list.fileName())
                .put("sha256", list.sha256())
                .putText("published_on", list.publishedOn().map(Object::toString))
                .put("imported_at", list.importedAt())
                .put("rows", list.rows())
                .put("outcomes", counts(list))
                .put("findings", Json.array(findings, FindingsFile::json))
                .build());
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
                .put("kind", finding.kind().word())
                .put("label", finding.label())
                .put("explanation", finding.explanation())
                .putText("printed", finding.printed().map(BigDecimal::toPlainString))
                .putText("summed", finding.summed().map(BigDecimal::toPlainString))
                .put("rows", Json.array(finding.lines(), Json.Int::new))
                .build();
    }
}
