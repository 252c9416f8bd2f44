package org.plainsight.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Takes the entries of a release one by one, in the order of the log, and writes one file of it. */
public interface EntryWriter {

    void entry(FeedEntry entry) throws IOException;

    /** @param count the entries of the release, whether this file shows them or not */
    void end(int count) throws IOException;

    /** One piece of text per entry; an empty one leaves the entry out. */
    static EntryWriter rows(OutputStream out, Function<FeedEntry, String> row) {
        return separated(out, "", "", row, count -> "");
    }

    /**
     * Pieces of text with something between them.
     *
     * @param first before the first piece
     * @param between before every other
     * @param row an empty one leaves the entry out
     * @param tail after the last, given how many pieces there were
     */
    static EntryWriter separated(
            OutputStream out, String first, String between, Function<FeedEntry, String> row, IntFunction<String> tail) {
        return new EntryWriter() {
            private int written;

            @Override
            public void entry(FeedEntry entry) throws IOException {
                String text = row.apply(entry);
                if (!text.isEmpty()) {
                    out.write(((written++ == 0 ? first : between) + text).getBytes(StandardCharsets.UTF_8));
                }
            }

            @Override
            public void end(int count) throws IOException {
                out.write(tail.apply(written).getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
