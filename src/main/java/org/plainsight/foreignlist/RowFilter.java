package org.plainsight.foreignlist;

import java.util.Optional;

/**
 * Which rows of a list to show.
 *
 * @param text part of an address or label, in any case; empty text for all
 */
public record RowFilter(Optional<RowOutcome> outcome, String text) {
    public static final RowFilter ALL = new RowFilter(Optional.empty(), "");
}
