package org.plainsight.registry.review;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * How much of an asset stands at the addresses that a draft touches.
 *
 * @param touched in the asset's smallest units
 * @param total at all addresses of ours, the joining ones too
 */
public record ValueShare(String symbol, int decimals, BigInteger touched, BigInteger total) {

    /** One part in a thousand needs no second approval; more does. */
    public boolean isLarge() {
        return touched.multiply(BigInteger.valueOf(1_000)).compareTo(total) > 0;
    }

    /** E.g. {@code 0.1250 %}, rounded up, so that it never looks smaller than it is. */
    public String percent() {
        return total.signum() == 0
                ? "0 %"
                : new BigDecimal(touched)
                                .movePointRight(2)
                                .divide(new BigDecimal(total), 4, RoundingMode.CEILING)
                                .toPlainString()
                        + " %";
    }
}
