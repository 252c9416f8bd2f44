package org.plainsight.registry.labels;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.asset.MalformedIdentifierException;

/** Addresses as lists write them, under the names that lists give to chains. */
final class ListedAccount {

    private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93";
    private static final String TRON = "tron:0x2b6653dc";
    static final String TON = "tvm:-239";
    private static final Map<String, String> CHAINS = Map.ofEntries(
            Map.entry("btc", BITCOIN),
            Map.entry("bitcoin", BITCOIN),
            Map.entry("ltc", "bip122:12a765e31ffd4059bada1e25190f6e98"),
            Map.entry("litecoin", "bip122:12a765e31ffd4059bada1e25190f6e98"),
            Map.entry("eth", "eip155:1"),
            Map.entry("ethereum", "eip155:1"),
            Map.entry("polygon", "eip155:137"),
            Map.entry("arbitrum", "eip155:42161"),
            Map.entry("optimism", "eip155:10"),
            Map.entry("base", "eip155:8453"),
            Map.entry("trx", TRON),
            Map.entry("tron", TRON),
            Map.entry("ton", TON));

    /** What a list calls a chain; its CAIP-2 name where it has no other. */
    private static final Map<String, String> NAMES = Map.of(
            BITCOIN,
            "bitcoin",
            "bip122:12a765e31ffd4059bada1e25190f6e98",
            "litecoin",
            "eip155:1",
            "ethereum",
            "eip155:137",
            "polygon",
            "eip155:42161",
            "arbitrum",
            "eip155:10",
            "optimism",
            "eip155:8453",
            "base",
            TRON,
            "tron",
            TON,
            "ton");

    private ListedAccount() {}

    static String name(ChainId chain) {
        return NAMES.getOrDefault(chain.toString(), chain.toString());
    }

    /** @param chain CAIP-2, or a name above in any case; empty when chain or address is none known */
    static Optional<AccountId> of(String chain, String address) {
        String name = chain.strip().toLowerCase(Locale.ROOT);
        String known = CHAINS.getOrDefault(name, chain.strip());
        try {
            return known.contains(":") ? Optional.of(AccountId.parse(known + ":" + address.strip())) : Optional.empty();
        } catch (MalformedIdentifierException e) {
            // others' lists hold what their publishers put in; such a row says nothing of an address known here
            return Optional.empty();
        }
    }
}
