package org.plainsight.foreignlist;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address of a published list, as printed.
 *
 * @param line of the file, from 1
 * @param label the coin
 * @param network where the list has such a column, else empty text
 * @param height as printed, {@code -} where there is none; empty text where the list has no figures at all
 * @param balance in whole coins; empty in an owner row, which signs for the row above it
 * @param message exactly as in the file
 * @param signatures those given, none to two
 * @param script redeem script or public key; empty text where there is none
 * @param owners accounts the row names as owners of the address, in the order of the signatures
 */
public record ListedRow(
        long line,
        String label,
        String network,
        String address,
        String height,
        Optional<BigDecimal> balance,
        String message,
        List<String> signatures,
        String script,
        List<String> owners) {

    /** The migration of the addresses' keys says the same in SQL. */
    private static final Pattern CASELESS = Pattern.compile("0[xX]|[bB][cC]1|[tT][bB]1|[lL][tT][cC]1");

    public ListedRow {
        signatures = List.copyOf(signatures);
        owners = List.copyOf(owners);
    }

    /** Labels are compared without regard to case. */
    public String labelKey() {
        return label.toUpperCase(Locale.ROOT);
    }

    /** Hex and bech32 addresses are compared without regard to case, others as they are. */
    public String addressKey() {
        return addressKey(address);
    }

    /** The key of an address as anybody may write it. */
    public static String addressKey(String address) {
        return CASELESS.matcher(address).lookingAt() ? address.toLowerCase(Locale.ROOT) : address;
    }

    public boolean isOwnerRow() {
        return balance.isEmpty() && !height.isEmpty();
    }
}
