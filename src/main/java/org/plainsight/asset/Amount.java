package org.plainsight.asset;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** A quantity of an asset in its smallest units: an integer, 0 to 2^256 − 1. */
public record Amount(BigInteger units) implements Comparable<Amount> {

    public static final Amount ZERO = new Amount(BigInteger.ZERO);
    private static final Pattern CANONICAL = Pattern.compile("0|[1-9][0-9]{0,77}");

    public Amount {
        if (units.signum() < 0 || units.bitLength() > 256) {
            throw new ArithmeticException("amount out of range 0..2^256-1: " + units);
        }
    }

    public static Amount of(long units) {
        return new Amount(BigInteger.valueOf(units));
    }

    /** Canonical decimal text: no sign, no leading zeros. @throws MalformedIdentifierException otherwise */
    public static Amount parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw new MalformedIdentifierException(
                    "not a canonical amount: '" + text + "'; write whole smallest units without sign or leading zeros");
        }
        BigInteger value = new BigInteger(text);
        if (value.bitLength() > 256) {
            throw new MalformedIdentifierException("amount above 2^256-1: '" + text + "'");
        }
        return new Amount(value);
    }

    /** @throws ArithmeticException above 2^256 − 1 */
    public Amount plus(Amount other) {
        return new Amount(units.add(other.units));
    }

    /** @throws ArithmeticException below zero */
    public Amount minus(Amount other) {
        return new Amount(units.subtract(other.units));
    }

    public boolean isZero() {
        return units.signum() == 0;
    }

    /** In whole coins with all its decimals and digits grouped by three, for people: {@code 1,234.50000000}. */
    public String display(int decimals) {
        String digits = units.toString();
        if (digits.length() <= decimals) {
            digits = "0".repeat(decimals - digits.length() + 1) + digits;
        }
        int point = digits.length() - decimals;
        StringBuilder text = new StringBuilder(digits.substring(0, point));
        for (int i = point - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return decimals == 0
                ? text.toString()
                : text.append('.').append(digits, point, digits.length()).toString();
    }

    @Override
    public int compareTo(Amount other) {
        return units.compareTo(other.units);
    }

    /** Canonical decimal text. */
    @Override
    public String toString() {
        return units.toString();
    }
}
