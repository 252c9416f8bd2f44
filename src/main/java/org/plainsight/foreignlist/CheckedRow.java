package org.plainsight.foreignlist;

import java.util.Optional;
import org.plainsight.evidence.Verdict;

/**
 * A row and what its signatures show.
 *
 * @param reason in plain words
 * @param undated signed, but over a text without date or block, which can be replayed for ever
 */
public record CheckedRow(ListedRow row, RowOutcome outcome, String reason, boolean undated) {

    /** Empty where there is no signature: no evidence is no verdict. */
    public Optional<Verdict> verdict() {
        return switch (outcome) {
            case SIGNED -> Optional.of(Verdict.valid(reason));
            case OWNERS_SIGNED, NOT_CHECKED -> Optional.of(Verdict.inconclusive(reason));
            case INVALID -> Optional.of(Verdict.invalid(reason));
            case UNSIGNED -> Optional.empty();
        };
    }
}
