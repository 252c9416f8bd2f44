package org.plainsight.asset;

import java.util.regex.Pattern;

/** A chain, as CAIP-2 names it: {@code namespace:reference}. */
public record ChainId(String namespace, String reference) implements Comparable<ChainId> {

    private static final Pattern NAMESPACE = Pattern.compile("[-a-z0-9]{3,8}");
    private static final Pattern REFERENCE = Pattern.compile("[-_a-zA-Z0-9]{1,32}");

    public ChainId {
        if (!NAMESPACE.matcher(namespace).matches()
                || !REFERENCE.matcher(reference).matches()) {
            throw new MalformedIdentifierException(
                    "not a CAIP-2 chain: '" + namespace + ":" + reference + "'; write it like eip155:1");
        }
    }

    /** @throws MalformedIdentifierException when the text is not CAIP-2 */
    public static ChainId parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new MalformedIdentifierException("not a CAIP-2 chain: '" + text + "'; write it like eip155:1");
        }
        return new ChainId(text.substring(0, colon), text.substring(colon + 1));
    }

    public boolean isBitcoin() {
        return namespace.equals("bip122");
    }

    public boolean isEvm() {
        return namespace.equals("eip155");
    }

    @Override
    public int compareTo(ChainId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return namespace + ":" + reference;
    }
}
