package org.plainsight.chain.evm;

import java.util.Locale;
import java.util.regex.Pattern;
import org.plainsight.asset.MalformedIdentifierException;
import org.web3j.crypto.Keys;

/** The mixed-case spelling of an address that carries a checksum (EIP-55). */
public final class Eip55 {

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");

    private Eip55() {}

    /** For display. @throws MalformedIdentifierException when it is no EVM address */
    public static String checksum(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new MalformedIdentifierException("not an EVM address: '" + address + "'; write 0x and 40 hex digits");
        }
        return Keys.toChecksumAddress(address);
    }

    /** One case throughout carries no checksum and passes; mixed case must be right. */
    public static boolean isAcceptable(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return false;
        }
        String digits = address.substring(2);
        return digits.equals(digits.toLowerCase(Locale.ROOT))
                || digits.equals(digits.toUpperCase(Locale.ROOT))
                || checksum(address).equals(address);
    }
}
