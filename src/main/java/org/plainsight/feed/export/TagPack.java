package org.plainsight.feed.export;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedHead;

/**
 * GraphSense's TagPack. Written by hand as the part of YAML that is JSON strings under plain keys; every value is
 * quoted, so nothing in a label can become structure.
 */
final class TagPack {

    private static final Map<String, String> NETWORKS = Map.of(
            "bip122:000000000019d6689c085ae165831e93", "BTC",
            "bip122:12a765e31ffd4059bada1e25190f6e98", "LTC",
            "bip122:000000000000000000651ef99cb9fcbe", "BCH",
            "eip155:1", "ETH",
            "tron:0x2b6653dc", "TRX");

    private TagPack() {}

    static String write(FeedHead head, List<FeedEntry> ours) {
        StringBuilder yaml = new StringBuilder();
        LocalDate day = LocalDate.ofInstant(head.generatedAt(), ZoneOffset.UTC);
        line(yaml, "", "title", "Addresses claimed by their owner");
        line(yaml, "", "creator", "Plainsight");
        line(yaml, "", "description", "Release at log size " + head.logSize() + ", root " + head.root());
        yaml.append("lastmod: ").append(day).append('\n');
        line(yaml, "", "category", "exchange");
        List<FeedEntry> known =
                ours.stream().filter(e -> network(e).isPresent()).toList();
        yaml.append(known.isEmpty() ? "tags: []\n" : "tags:\n");
        for (FeedEntry entry : known) {
            String network = network(entry).orElseThrow();
            line(yaml, "- ", "address", LabelWords.address(entry));
            line(yaml, "  ", "currency", network);
            line(yaml, "  ", "network", network);
            line(yaml, "  ", "label", LabelWords.label(entry));
            line(yaml, "  ", "source", "/log/entries/" + entry.index());
            line(yaml, "  ", "confidence", entry.attribution().ownership().isValid() ? "ownership" : "service_data");
        }
        return yaml.toString();
    }

    private static Optional<String> network(FeedEntry entry) {
        ChainId chain = entry.attribution().subject().chain();
        return Optional.ofNullable(NETWORKS.get(chain.toString()));
    }

    private static void line(StringBuilder yaml, String indent, String key, String value) {
        yaml.append(indent)
                .append(key)
                .append(": ")
                .append(CanonicalJson.text(new Json.Str(value)))
                .append('\n');
    }
}
