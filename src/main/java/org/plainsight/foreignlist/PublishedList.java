package org.plainsight.foreignlist;

import java.util.List;

/** A file of addresses as somebody published it, read and not yet judged. */
public record PublishedList(List<HeaderTotal> totals, List<ListedRow> rows) {
    public PublishedList {
        totals = List.copyOf(totals);
        rows = List.copyOf(rows);
    }
}
