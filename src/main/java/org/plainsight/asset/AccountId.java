package org.plainsight.asset;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address on a chain, as CAIP-10 names it. Canonical here: EVM addresses lower-case, bech32 lower-case, base58 as it
 * is. The checksum of an address is the business of its chain, not of this type.
 */
public record AccountId(ChainId chain, String address) implements Comparable<AccountId> {

    private static final Pattern ADDRESS = Pattern.compile("[-.%a-zA-Z0-9]{1,128}");
    private static final Pattern EVM = Pattern.compile("0x[0-9a-f]{40}");
    /** Bech32 writes a human-readable part, then a 1; one case throughout. */
    private static final Pattern UPPER_BECH32 = Pattern.compile("(BC|TB|BCRT)1[A-Z0-9]+");

    public AccountId {
        if (!ADDRESS.matcher(address).matches()) {
            throw new MalformedIdentifierException("not a CAIP-10 address on " + chain + ": '" + address + "'");
        }
        if (chain.isEvm()) {
            address = address.toLowerCase(Locale.ROOT);
            if (!EVM.matcher(address).matches()) {
                throw new MalformedIdentifierException(
                        "not an EVM address: '" + address + "'; write 0x and 40 hex digits");
            }
        } else if (chain.isBitcoin() && UPPER_BECH32.matcher(address).matches()) {
            address = address.toLowerCase(Locale.ROOT);
        }
    }

    /** @throws MalformedIdentifierException when the text is not CAIP-10 */
    public static AccountId parse(String text) {
        int last = text.lastIndexOf(':');
        if (last < 0) {
            throw new MalformedIdentifierException("not a CAIP-10 account: '" + text + "'; write it like eip155:1:0x…");
        }
        return new AccountId(ChainId.parse(text.substring(0, last)), text.substring(last + 1));
    }

    @Override
    public int compareTo(AccountId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return chain + ":" + address;
    }
}
