package org.plainsight.asset;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An asset, as CAIP-19 names it, e.g. {@code bip122:000000000019d6689c085ae165831e93/slip44:0},
 * {@code eip155:1/erc20:0x…} (contract lower-case) or {@code swift:0/iso4217:EUR}.
 */
public record AssetId(ChainId chain, String namespace, String reference) implements Comparable<AssetId> {

    private static final Pattern NAMESPACE = Pattern.compile("[-a-z0-9]{3,8}");
    private static final Pattern REFERENCE = Pattern.compile("[-.%a-zA-Z0-9]{1,128}");

    public AssetId {
        if (!NAMESPACE.matcher(namespace).matches()
                || !REFERENCE.matcher(reference).matches()) {
            throw new MalformedIdentifierException("not a CAIP-19 asset: '" + chain + "/" + namespace + ":" + reference
                    + "'; write it like eip155:1/slip44:60");
        }
        if (chain.isEvm() && !namespace.equals("slip44")) {
            reference = reference.toLowerCase(Locale.ROOT);
        }
    }

    /** @throws MalformedIdentifierException when the text is not CAIP-19 */
    public static AssetId parse(String text) {
        int slash = text.indexOf('/');
        int colon = text.indexOf(':', slash + 1);
        if (slash < 0 || colon < 0) {
            throw new MalformedIdentifierException(
                    "not a CAIP-19 asset: '" + text + "'; write it like eip155:1/slip44:60");
        }
        return new AssetId(
                ChainId.parse(text.substring(0, slash)), text.substring(slash + 1, colon), text.substring(colon + 1));
    }

    /** The chain's own coin (SLIP-44), not a token. */
    public boolean isNative() {
        return namespace.equals("slip44");
    }

    public boolean isErc20() {
        return namespace.equals("erc20");
    }

    /** Money of a bank, which no chain can show. */
    public boolean isFiat() {
        return namespace.equals("iso4217");
    }

    @Override
    public int compareTo(AssetId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return chain + "/" + namespace + ":" + reference;
    }
}
