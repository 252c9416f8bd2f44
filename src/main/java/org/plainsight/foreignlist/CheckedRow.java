package org.plainsight.foreignlist;

/**
 * A row and what its signatures show.
 *
 * @param reason in plain words
 * @param undated signed, but over a text without date or block, which can be replayed for ever
 */
public record CheckedRow(ListedRow row, RowOutcome outcome, String reason, boolean undated) {}
