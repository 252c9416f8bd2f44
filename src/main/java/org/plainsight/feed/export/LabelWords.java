package org.plainsight.feed.export;

import java.util.Locale;
import java.util.Map;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.Eip55;
import org.plainsight.disclosure.Attribution;
import org.plainsight.feed.FeedEntry;

/** How an entry reads as somebody's label. */
final class LabelWords {

    /** The names that DefiLlama gives to chains; others go by their CAIP-2 name. */
    private static final Map<String, String> CHAINS = Map.of(
            "bip122:000000000019d6689c085ae165831e93", "bitcoin",
            "bip122:12a765e31ffd4059bada1e25190f6e98", "litecoin",
            "bip122:1a91e3dace36e2be3bf030a65679fe82", "doge",
            "eip155:1", "ethereum",
            "eip155:10", "optimism",
            "eip155:137", "polygon",
            "eip155:42161", "arbitrum",
            "eip155:8453", "base",
            "eip155:43114", "avax",
            "tron:0x2b6653dc", "tron");

    private LabelWords() {}

    /** EVM addresses with their checksum, as explorers write them. */
    static String address(FeedEntry entry) {
        AccountId account = entry.attribution().subject();
        return account.chain().isEvm() ? Eip55.checksum(account.address()) : account.address();
    }

    static String chain(FeedEntry entry) {
        ChainId chain = entry.attribution().subject().chain();
        return CHAINS.getOrDefault(chain.toString(), chain.toString());
    }

    /** E.g. {@code Example Exchange Ltd: hot wallet}. */
    static String label(FeedEntry entry) {
        Attribution a = entry.attribution();
        String role = a.role().map(r -> r.name().toLowerCase(Locale.ROOT)).orElse("own");
        return a.entity() + ": " + role + " wallet";
    }

    static boolean isEvm(FeedEntry entry) {
        return entry.attribution().subject().chain().isEvm();
    }
}
