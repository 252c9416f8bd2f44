package org.plainsight.foreignlist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * An imported list.
 *
 * @param sha256 of the file, lower-case hex
 * @param publishedOn the day the file's name states; empty where it states none
 * @param counts how many rows have each outcome
 */
public record ForeignList(
        long id,
        String publisher,
        String fileName,
        String sha256,
        Optional<LocalDate> publishedOn,
        Instant importedAt,
        Map<RowOutcome, Integer> counts) {

    public ForeignList {
        counts = Map.copyOf(counts);
    }

    public int rows() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int count(RowOutcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
