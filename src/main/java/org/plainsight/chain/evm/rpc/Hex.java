package org.plainsight.chain.evm.rpc;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.evm.NodeException;

/** Reads what a node writes in hexadecimal; anything out of form is a {@link NodeException}. */
final class Hex {

    private static final Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]{1,64}");
    private static final Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}");
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");

    private Hex() {}

    static BigInteger quantity(String field, @Nullable String text) {
        return new BigInteger(checked(field, QUANTITY, text).substring(2), 16);
    }

    static long longQuantity(String field, @Nullable String text) {
        BigInteger value = quantity(field, text);
        if (value.bitLength() > 62) {
            throw wrong(field);
        }
        return value.longValueExact();
    }

    static int intQuantity(String field, @Nullable String text) {
        BigInteger value = quantity(field, text);
        if (value.bitLength() > 30) {
            throw wrong(field);
        }
        return value.intValueExact();
    }

    /** 64 lower-case digits without 0x. */
    static String hash(String field, @Nullable String text) {
        return checked(field, HASH, text).substring(2).toLowerCase(Locale.ROOT);
    }

    /** Lower-case with 0x. */
    static String address(String field, @Nullable String text) {
        return checked(field, ADDRESS, text).toLowerCase(Locale.ROOT);
    }

    /** Any number of whole bytes: lower-case digits without 0x. */
    static String data(String field, @Nullable String text) {
        if (text == null || text.length() % 2 != 0 || !text.startsWith("0x")) {
            throw wrong(field);
        }
        String digits = text.substring(2).toLowerCase(Locale.ROOT);
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), 16) < 0) {
                throw wrong(field);
            }
        }
        return digits;
    }

    private static String checked(String field, Pattern form, @Nullable String text) {
        if (text == null || !form.matcher(text).matches()) {
            throw wrong(field);
        }
        return text;
    }

    private static NodeException wrong(String field) {
        return new NodeException(
                NodeException.Kind.BAD_ANSWER, "the node's " + field + " is not in the form of the protocol");
    }
}
