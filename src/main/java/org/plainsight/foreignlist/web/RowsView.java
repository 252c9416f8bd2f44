package org.plainsight.foreignlist.web;

import java.util.List;
import java.util.Optional;
import org.plainsight.evidence.Verdict;
import org.plainsight.foreignlist.CheckedRow;
import org.plainsight.foreignlist.GroupedFigure;
import org.plainsight.foreignlist.ListedRow;
import org.plainsight.foreignlist.RowPage;
import org.plainsight.foreignlist.SeenRow;

/**
 * One page of rows.
 *
 * @param page from 1
 */
record RowsView(List<RowView> rows, int page, int pages, String total) {

    /** A row in the words of a page. */
    record RowView(
            long line,
            String coin,
            String address,
            String height,
            Optional<String> balance,
            boolean ownerRow,
            Optional<Verdict> verdict,
            Optional<String> message,
            Optional<String> age) {}

    static RowsView of(RowPage page) {
        return new RowsView(
                page.rows().stream().map(RowsView::row).toList(),
                page.page() + 1,
                page.pages(),
                "%,d".formatted(page.total()));
    }

    public boolean hasPrevious() {
        return page > 1;
    }

    public boolean hasNext() {
        return page < pages;
    }

    public int previous() {
        return Math.min(page - 1, pages);
    }

    public int next() {
        return page + 1;
    }

    static RowView row(SeenRow seen) {
        CheckedRow checked = seen.checked();
        ListedRow row = checked.row();
        boolean signed = checked.verdict().isPresent();
        return new RowView(
                row.line(),
                row.network().isEmpty() || row.network().equals(row.label())
                        ? row.label()
                        : row.label() + " on " + row.network(),
                row.address(),
                row.height(),
                row.balance().map(GroupedFigure::of),
                row.isOwnerRow(),
                checked.verdict(),
                signed ? Optional.of(row.message()) : Optional.empty(),
                signed ? Optional.of(age(seen)) : Optional.empty());
    }

    private static String age(SeenRow seen) {
        String dated = seen.checked().undated() ? "undated text" : "dated text";
        String first = seen.firstSeen()
                .map(day -> seen.ageMonths()
                        .map(months -> "first shown " + day + ", " + (months == 1 ? "1 month" : months + " months")
                                + " before this list")
                        .orElse("first shown in this list"))
                .orElse("age unknown");
        return dated + "; " + first;
    }
}
