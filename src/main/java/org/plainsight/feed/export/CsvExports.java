package org.plainsight.feed.export;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plainsight.feed.CsvCell;
import org.plainsight.feed.FeedEntry;

/** The forms written in CSV: RFC 4180, every cell quoted and none a formula. */
final class CsvExports {

    private CsvExports() {}

    /** Tags of the Open Labels Initiative's data model, one per row. */
    static String oli(List<FeedEntry> ours) {
        return row("address", "chain_id", "tag_id", "value")
                + ours.stream()
                        .filter(LabelWords::isEvm)
                        .flatMap(entry -> Stream.of(
                                tag(entry, "owner_project", entry.attribution().entity()),
                                tag(entry, "usage_category", "cex"),
                                tag(entry, "address_name", LabelWords.label(entry))))
                        .collect(Collectors.joining());
    }

    private static String tag(FeedEntry entry, String tag, String value) {
        return row(
                LabelWords.address(entry), entry.attribution().subject().chain().toString(), tag, value);
    }

    static String etherscan(List<FeedEntry> ours) {
        return row("Address", "Name Tag", "Label", "Note")
                + ours.stream()
                        .filter(LabelWords::isEvm)
                        .map(entry -> row(
                                LabelWords.address(entry),
                                LabelWords.label(entry),
                                "Exchange",
                                entry.attribution().subject().chain() + ", log index " + entry.index()))
                        .collect(Collectors.joining());
    }

    private static String row(String... cells) {
        return Stream.of(cells).map(CsvCell::quoted).collect(Collectors.joining(",")) + "\r\n";
    }
}
