package org.plainsight.foreignlist;

import java.util.List;

/**
 * Some rows of a list, in file order.
 *
 * @param page from 0
 * @param total rows that match, on all pages
 */
public record RowPage(List<SeenRow> rows, int page, int total) {

    public static final int SIZE = 100;

    public RowPage {
        rows = List.copyOf(rows);
    }

    public int pages() {
        return Math.max(1, (total + SIZE - 1) / SIZE);
    }
}
