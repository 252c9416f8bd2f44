package org.plainsight.foreignlist;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something a reader of a published list should know.
 *
 * @param label the coin; empty text where the finding is about the whole list
 * @param explanation in plain words
 * @param printed the total the list prints for the label
 * @param summed what its rows add up to
 * @param lines of the file, the first {@link #LINES_MAX} of them
 */
public record Finding(
        Kind kind,
        String label,
        String explanation,
        Optional<BigDecimal> printed,
        Optional<BigDecimal> summed,
        List<Long> lines) {

    public static final int LINES_MAX = 50;

    public enum Kind {
        /** The printed total is not the sum of its rows, and no other label explains it. */
        TOTAL_MISMATCH("total differs from its rows"),
        /** The totals agree once the labels are matched: nothing is missing. */
        LABEL_MISMATCH("label mismatch"),
        HEADER_WITHOUT_ROWS("total without rows"),
        ROWS_WITHOUT_HEADER("rows without total"),
        MIXED_HEIGHTS("mixed snapshot heights"),
        DUPLICATE_ROWS("duplicate rows"),
        OWNER_ROWS("owner rows"),
        UNSIGNED_ROWS("rows without signature"),
        INVALID_SIGNATURES("signatures that do not fit"),
        OWNERS_NOT_READ("owners not read on chain"),
        UNCHECKED_SIGNATURES("signatures not checked"),
        UNDATED_SIGNATURES("undated signatures"),
        REPLAYED_SIGNATURES("replayed signatures"),
        /** Another publisher lists the address too: the same coins may be counted twice. */
        SHARED_ADDRESSES("addresses that others list too"),
        CHANGED_ROWS("rows that left or joined");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** Whether it takes other lists to find it; all else is found in the list alone. */
        public boolean comparesLists() {
            return this == REPLAYED_SIGNATURES || this == SHARED_ADDRESSES || this == CHANGED_ROWS;
        }

        /** For programs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** For people. */
        public String title() {
            return title;
        }
    }

    public Finding {
        lines = List.copyOf(lines.size() > LINES_MAX ? lines.subList(0, LINES_MAX) : lines);
    }

    static Finding ofRows(Kind kind, String label, String explanation, List<ListedRow> rows) {
        return new Finding(
                kind,
                label,
                explanation,
                Optional.empty(),
                Optional.empty(),
                rows.stream().limit(LINES_MAX).map(ListedRow::line).toList());
    }
}
