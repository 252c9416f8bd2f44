package org.plainsight.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.plainsight.disclosure.Json;

/**
 * The claims after a cursor, oldest first. The cursor is a log index and exclusive; it never expires.
 *
 * @param after the cursor asked for; −1 is before the first entry
 * @param entries all with an index above {@code after} and below the head's log size
 * @param more whether further entries follow in this head
 */
public record FeedChanges(FeedHead head, long after, List<FeedEntry> entries, boolean more) {

    public static final int LIMIT_MAX = 10_000;

    public FeedChanges {
        entries = List.copyOf(entries);
    }

    /** Where to go on: behind the last entry, or behind the whole log once everything was given. */
    public long next() {
        return more && !entries.isEmpty() ? entries.getLast().index() : Math.max(after, head.logSize() - 1);
    }

    /** In one of the feed's forms, UTF-8. */
    public byte[] in(FeedFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
        try {
            format.write(this, out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refuses no bytes", e);
        }
        return out.toByteArray();
    }

    Json.Obj json() {
        return Json.object()
                .put("feed", FeedFormat.FEED)
                .put("log_size", head.logSize())
                .put("generated_at", head.generatedAt())
                .put("root", head.root())
                .put("after", after)
                .put("next", next())
                .put("more", new Json.Bool(more))
                .put("count", entries.size())
                .put("changes", Json.array(entries, FeedEntry::json))
                .build();
    }
}
