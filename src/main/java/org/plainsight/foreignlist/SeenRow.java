package org.plainsight.foreignlist;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * A row with the first day on which its publisher showed the same signature.
 *
 * @param firstSeen earlier than {@code publishedOn} when the signature is replayed; empty for undated lists and rows
 *     without signature
 */
public record SeenRow(CheckedRow checked, Optional<LocalDate> firstSeen, Optional<LocalDate> publishedOn) {

    /** Whole months since the signature was first shown; empty when it is new, absent or of unknown date. */
    public Optional<Long> ageMonths() {
        return firstSeen.flatMap(first -> publishedOn
                .filter(first::isBefore)
                .map(day -> Period.between(first, day).toTotalMonths()));
    }
}
