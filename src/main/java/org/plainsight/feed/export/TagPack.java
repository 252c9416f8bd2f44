package org.plainsight.feed.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.EntryWriter;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedHead;

/**
 * GraphSense's TagPack. Written by hand as the part of YAML that is JSON strings under plain keys; every value is
 * quoted, so nothing in a label can become structure.
 */
final class TagPack {

    /** As TagPacks name a network and the coin its fees are paid in; those they do not know are left out. */
    private record Network(String name, String currency) {}

    private static final Map<String, Network> NETWORKS = Map.of(
            "bip122:000000000019d6689c085ae165831e93", new Network("BTC", "BTC"),
            "bip122:12a765e31ffd4059bada1e25190f6e98", new Network("LTC", "LTC"),
            "bip122:000000000000000000651ef99cb9fcbe", new Network("BCH", "BCH"),
            "eip155:1", new Network("ETH", "ETH"),
            "eip155:10", new Network("OP", "ETH"),
            "eip155:61", new Network("ETC", "ETC"),
            "eip155:137", new Network("MATIC", "MATIC"),
            "eip155:42161", new Network("ARB", "ETH"),
            "tron:0x2b6653dc", new Network("TRX", "TRX"),
            "xrpl:0", new Network("XRP", "XRP"));

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\x7F-\\x9F\\u2028\\u2029\\uFEFF\\uFFFE\\uFFFF]");

    private TagPack() {}

    /** @param base the portal's address without a slash at the end */
    static EntryWriter begin(FeedHead head, String base, OutputStream out) throws IOException {
        StringBuilder yaml = new StringBuilder();
        line(yaml, "", "title", "Addresses claimed by their owner");
        line(yaml, "", "creator", "Plainsight");
        line(yaml, "", "description", "Release at log size " + head.logSize() + ", root " + head.root());
        yaml.append("lastmod: ")
                .append(LocalDate.ofInstant(head.generatedAt(), ZoneOffset.UTC))
                .append('\n');
        line(yaml, "", "category", "exchange");
        out.write(yaml.toString().getBytes(StandardCharsets.UTF_8));
        return EntryWriter.separated(
                out, "tags:\n", "", entry -> tag(entry, base), written -> written == 0 ? "tags: []\n" : "");
    }

    private static String tag(FeedEntry entry, String base) {
        Optional<Network> network = network(entry);
        if (network.isEmpty()) {
            return "";
        }
        StringBuilder yaml = new StringBuilder();
        line(yaml, "- ", "address", LabelWords.address(entry));
        line(yaml, "  ", "currency", network.get().currency());
        line(yaml, "  ", "network", network.get().name());
        line(yaml, "  ", "label", LabelWords.label(entry));
        line(yaml, "  ", "source", base + "/log/entries/" + entry.index());
        line(yaml, "  ", "confidence", entry.attribution().ownership().isValid() ? "ownership" : "service_data");
        return yaml.toString();
    }

    private static Optional<Network> network(FeedEntry entry) {
        ChainId chain = entry.attribution().subject().chain();
        return Optional.ofNullable(NETWORKS.get(chain.toString()));
    }

    private static void line(StringBuilder yaml, String indent, String key, String value) {
        yaml.append(indent)
                .append(key)
                .append(": ")
                .append(printable(CanonicalJson.text(new Json.Str(value))))
                .append('\n');
    }

    /** YAML takes fewer characters as they are than JSON does; both read the same escapes. */
    private static String printable(String json) {
        return UNPRINTABLE
                .matcher(json)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
