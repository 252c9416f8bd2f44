package org.plainsight.chain;

import java.util.Map;
import org.plainsight.asset.ChainId;

/** What readers call a chain. */
public final class ChainName {

    private static final Map<String, String> KNOWN = Map.of(
            "bip122:000000000019d6689c085ae165831e93", "Bitcoin",
            "bip122:000000000933ea01ad0ee984209779ba", "Bitcoin testnet",
            "bip122:0f9188f13cb7b2c71f2a335e3a4fc328", "Bitcoin regtest",
            "eip155:1", "Ethereum",
            "eip155:10", "Optimism",
            "eip155:56", "BNB Smart Chain",
            "eip155:137", "Polygon",
            "eip155:8453", "Base",
            "eip155:42161", "Arbitrum One",
            "swift:0", "Bank money");

    private ChainName() {}

    /** The name; for an unknown EVM chain its number, for any other its identifier. */
    public static String of(ChainId chain) {
        String known = KNOWN.get(chain.toString());
        if (known != null) {
            return known;
        }
        return chain.isEvm() ? "EVM chain " + chain.reference() : chain.toString();
    }
}
