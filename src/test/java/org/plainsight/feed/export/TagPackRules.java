package org.plainsight.feed.export;

import java.time.LocalDate;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The published rules of TagPacks, as their tool checks them: which fields the header and a tag may and must have, of
 * which type, non-empty, from which vocabulary; keys once; no two tags alike.
 */
final class TagPackRules {

    private static final Map<String, Class<?>> HEADER = Map.of(
            "title", String.class,
            "creator", String.class,
            "description", String.class,
            "owner", String.class,
            "is_public", Boolean.class,
            "tags", List.class);
    private static final Map<String, Class<?>> TAG = Map.ofEntries(
            Map.entry("label", String.class),
            Map.entry("source", String.class),
            Map.entry("currency", String.class),
            Map.entry("network", String.class),
            Map.entry("context", String.class),
            Map.entry("confidence", String.class),
            Map.entry("is_cluster_definer", Boolean.class),
            Map.entry("lastmod", LocalDate.class),
            Map.entry("category", String.class),
            Map.entry("abuse", String.class),
            Map.entry("address", String.class),
            Map.entry("tx_hash", String.class),
            Map.entry("actor", String.class),
            Map.entry("concepts", List.class),
            Map.entry("tag_type", String.class));
    private static final Set<String> NEEDED = Set.of("label", "source", "currency", "network", "confidence");
    private static final Set<String> CONFIDENCES = Set.of(
            "override",
            "ownership",
            "manual_transaction",
            "service_api",
            "authority_data",
            "trusted_provider",
            "service_data",
            "forensic",
            "untrusted_transaction",
            "web_crawl",
            "heuristic",
            "unknown");
    private static final Set<String> NETWORKS = Set.of(
            "ETH", "BTC", "BCH", "ZEC", "LTC", "BSC", "XMR", "DASH", "BTG", "ETC", "BSV", "XRP", "ARB", "TRX", "EOSIO",
            "MATIC", "KCC", "ALGO", "OP");
    private static final Set<String> CURRENCIES =
            Set.of("ETH", "BTC", "BCH", "ZEC", "LTC", "ETC", "BSV", "XRP", "TRX", "MATIC");

    private TagPackRules() {}

    /** @throws AssertionError naming the first broken rule */
    static List<Map<String, Object>> check(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(Integer.MAX_VALUE);
        Map<String, Object> pack = new Yaml(new SafeConstructor(options)).load(yaml);
        for (String needed : List.of("title", "creator", "tags")) {
            rule(pack.containsKey(needed), "header field missing: " + needed);
        }
        pack.forEach((field, value) -> {
            Class<?> type = HEADER.getOrDefault(field, TAG.get(field));
            rule(type != null, "not allowed in the header: " + field);
            typed(field, value, type);
        });
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> tags = (List<Map<String, Object>>) pack.get("tags");
        Set<List<String>> seen = new HashSet<>();
        for (Map<String, Object> tag : tags) {
            for (String needed : NEEDED) {
                rule(tag.containsKey(needed) || pack.containsKey(needed), "tag field missing: " + needed);
            }
            tag.forEach((field, value) -> {
                rule(TAG.containsKey(field), "not allowed in a tag: " + field);
                typed(field, value, TAG.get(field));
            });
            rule(CONFIDENCES.contains(tag.get("confidence")), "no confidence: " + tag.get("confidence"));
            rule(NETWORKS.contains(tag.get("network")), "no known network: " + tag.get("network"));
            rule(CURRENCIES.contains(tag.get("currency")), "no known currency: " + tag.get("currency"));
            List<String> key = List.of("address", "currency", "network", "label", "source").stream()
                    .map(field -> String.valueOf(tag.get(field)).toLowerCase(java.util.Locale.ROOT))
                    .toList();
            rule(seen.add(key), "twice: " + key);
        }
        return tags;
    }

    private static void typed(String field, Object value, Class<?> type) {
        rule(value != null, "empty: " + field);
        boolean date = type == LocalDate.class && value instanceof Date;
        rule(date || type.isInstance(value), field + " is a " + value.getClass());
        rule(!(value instanceof String text) || !text.isEmpty(), "empty text: " + field);
    }

    private static void rule(boolean kept, String broken) {
        if (!kept) {
            throw new AssertionError(broken);
        }
    }
}
