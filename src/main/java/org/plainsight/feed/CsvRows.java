package org.plainsight.feed;

import java.util.List;
import java.util.stream.Collectors;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CsvCell;

/** The feed's CSV: RFC 4180, CRLF, every text cell quoted, and no cell that a spreadsheet would run as a formula. */
final class CsvRows {

    static final String HEADER = "index,id,address,claim,entity,role,purpose,assets,verdict,verdict_reason,methods,"
            + "valid_from_height,valid_until_height,reason,issued_at,supersedes,disputed_by\r\n";

    private CsvRows() {}

    static List<String> columns() {
        return List.of(HEADER.strip().split(",", -1));
    }

    static String row(FeedEntry entry) {
        Attribution a = entry.attribution();
        return entry.index() + ","
                + List.of(
                                a.id(),
                                a.subject().toString(),
                                entry.claim(),
                                a.entity(),
                                entry.role(),
                                a.purpose().orElse(""),
                                String.join(" ", a.assets()),
                                a.ownership().word(),
                                a.ownership().reason(),
                                String.join(" ", entry.methods()),
                                FeedEntry.height(a.validFrom()),
                                FeedEntry.height(a.validUntil()),
                                a.reason(),
                                a.issuedAt().toString(),
                                joined(a.supersedes()),
                                a.disputes().stream()
                                        .map(Attribution.Dispute::publisher)
                                        .collect(Collectors.joining("; ")))
                        .stream()
                        .map(CsvCell::quoted)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String joined(List<Long> indices) {
        return indices.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
