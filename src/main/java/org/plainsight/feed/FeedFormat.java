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
        public EntryWriter begin(FeedHead head, OutputStream out) throws IOException {
            // the members stand in the order of RFC 8785: addresses, count, feed, generated_at, log_size, root
            return listBegun(
                    "addresses",
                    out,
                    count -> Json.object()
                            .put("count", count)
                            .put("feed", FEED)
                            .put("generated_at", head.generatedAt())
                            .put("log_size", head.logSize())
                            .put("root", head.root()));
        }

        @Override
        void write(FeedChanges changes, OutputStream out) throws IOException {
            // "changes" follows "after" in the order of RFC 8785, so the head is written whole
            text(out, CanonicalJson.text(changes.json()) + "\n");
        }
    },
    /** One entry per line; the head travels in the headers. */
    NDJSON("ndjson", "application/x-ndjson") {
        @Override
        public EntryWriter begin(FeedHead head, OutputStream out) {
            return EntryWriter.rows(out, entry -> CanonicalJson.text(entry.json()) + "\n");
        }
    },
    /** RFC 4180 with a header row; the head travels in the headers. */
    CSV("csv", "text/csv") {
        @Override
        public EntryWriter begin(FeedHead head, OutputStream out) throws IOException {
            text(out, CsvRows.HEADER);
            return EntryWriter.rows(out, CsvRows::row);
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

    /** Begins the whole feed in this form, UTF-8. Entries come in the order in which they are given. */
    public abstract EntryWriter begin(FeedHead head, OutputStream out) throws IOException;

    /** A part of the log in this form; where the form has no place for the cursor, it travels in the headers. */
    void write(FeedChanges changes, OutputStream out) throws IOException {
        write(changes.head(), changes.entries(), out);
    }

    /** Writes the whole feed at once. */
    public void write(FeedHead head, List<FeedEntry> entries, OutputStream out) throws IOException {
        EntryWriter writer = begin(head, out);
        for (FeedEntry entry : entries) {
            writer.entry(entry);
        }
        writer.end(entries.size());
    }

    public static Optional<FeedFormat> byExtension(String extension) {
        return Arrays.stream(values())
                .filter(f -> f.extension.equals(extension))
                .findFirst();
    }

    private static EntryWriter listBegun(String member, OutputStream out, JsonTail tail) throws IOException {
        text(out, "{\"" + member + "\":[");
        return EntryWriter.separated(out, "\n", ",\n", entry -> CanonicalJson.text(entry.json()), count -> {
            String rest = CanonicalJson.text(tail.of(count).build());
            return "],\n" + rest.substring(1) + "\n";
        });
    }

    private interface JsonTail {
        Json.Builder of(int count);
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
