package org.plainsight.foreignlist;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of a list's first section: what the publisher says a coin adds up to.
 *
 * @param height as printed, {@code -} where there is none
 * @param total in whole coins; empty where the line has a dash
 */
public record HeaderTotal(long line, String label, String height, Optional<BigDecimal> total) {

    /** Labels are compared without regard to case: one file writes stUSDT and STUSDT. */
    public String key() {
        return label.toUpperCase(Locale.ROOT);
    }

    /** A total over several labels, such as {@code USDT(ALL)}. */
    public boolean isGroup() {
        return key().endsWith("(ALL)");
    }
}
