package org.plainsight.feed.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plainsight.disclosure.CsvCell;
import org.plainsight.feed.FeedEntry;

/** The forms written in CSV: RFC 4180, every cell quoted and none a formula. */
final class CsvExports {

    private CsvExports() {}

    static final String OLI_HEADER = row("address", "chain_id", "tag_id", "value");
    static final String ETHERSCAN_HEADER = row("Address", "Name Tag", "Label", "Note");

    /**
     * Tags of the Open Labels Initiative's label schema, one per row. {@code owner_project} is left out: its values are
     * the names of OSS Directory's projects, and an exchange is none.
     */
    static String oli(FeedEntry entry, String base) {
        return LabelWords.isEvm(entry)
                ? tag(entry, "contract_name", LabelWords.label(entry))
                        + tag(entry, "usage_category", "cex")
                        + tag(
                                entry,
                                "_comment",
                                "Claimed by " + entry.attribution().entity())
                        + tag(entry, "_source", base + "/log/entries/" + entry.index())
                : "";
    }

    static void header(String row, OutputStream out) throws IOException {
        out.write(row.getBytes(StandardCharsets.UTF_8));
    }

    private static String tag(FeedEntry entry, String tag, String value) {
        return row(
                LabelWords.address(entry), entry.attribution().subject().chain().toString(), tag, value);
    }

    static String etherscan(FeedEntry entry) {
        return LabelWords.isEvm(entry)
                ? row(
                        LabelWords.address(entry),
                        LabelWords.label(entry),
                        "Exchange",
                        entry.attribution().subject().chain() + ", log index " + entry.index())
                : "";
    }

    private static String row(String... cells) {
        return Stream.of(cells).map(CsvCell::quoted).collect(Collectors.joining(",")) + "\r\n";
    }
}
