package org.plainsight.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;

/** The forms of the address feed. Each is a function of the head and the entries, and of nothing else. */
public enum FeedFormat {
    /** One object with the head, the count and the list. */
    JSON("json", "application/json") {
        @Override
        public void write(FeedHead head, List<FeedEntry> entries, OutputStream out) throws IOException {
            // the members stand in the order of RFC 8785: addresses, count, feed, generated_at, log_size, root
            text(out, "{\"addresses\":[");
            for (int i = 0; i < entries.size(); i++) {
                text(out, i == 0 ? "\n" : ",\n");
                out.write(CanonicalJson.write(entries.get(i).json()));
            }
            String rest = CanonicalJson.text(Json.object()
                    .put("count", entries.size())
                    .put("feed", FEED)
                    .put("generated_at", head.generatedAt())
                    .put("log_size", head.logSize())
                    .put("root", head.root())
                    .build());
            text(out, "],\n" + rest.substring(1) + "\n");
        }
    },
    /** One entry per line; the head travels in the headers. */
    NDJSON("ndjson", "application/x-ndjson") {
        @Override
        public void write(FeedHead head, List<FeedEntry> entries, OutputStream out) throws IOException {
            for (FeedEntry entry : entries) {
                out.write(CanonicalJson.write(entry.json()));
                out.write('\n');
            }
        }
    },
    /** RFC 4180 with a header row; the head travels in the headers. */
    CSV("csv", "text/csv") {
        @Override
        public void write(FeedHead head, List<FeedEntry> entries, OutputStream out) throws IOException {
            text(out, CsvRows.HEADER);
            for (FeedEntry entry : entries) {
                text(out, CsvRows.row(entry));
            }
        }
    };

    public static final String FEED = "plainsight-addresses-v1";

    private final String extension;
    private final String mediaType;

    FeedFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Writes the whole feed, UTF-8. Entries come in the order given. */
    public abstract void write(FeedHead head, List<FeedEntry> entries, OutputStream out) throws IOException;

    public static Optional<FeedFormat> byExtension(String extension) {
        return Arrays.stream(values())
                .filter(f -> f.extension.equals(extension))
                .findFirst();
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
