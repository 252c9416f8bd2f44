package org.plainsight.feed.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedHead;

/** The forms written in JSON. */
final class JsonExports {

    private JsonExports() {}

    /** {@code {"ethereum":["0x…"],…}}, chains and addresses sorted. */
    static String defiLlama(List<FeedEntry> ours) {
        Map<String, List<String>> byChain = new TreeMap<>();
        ours.forEach(entry -> byChain.computeIfAbsent(LabelWords.chain(entry), c -> new ArrayList<>())
                .add(LabelWords.address(entry)));
        Json.Builder json = Json.object();
        byChain.forEach((chain, addresses) ->
                json.put(chain, Json.array(addresses.stream().sorted().toList(), Json.Str::new)));
        return text(json.build());
    }

    static String blockscout(List<FeedEntry> ours) {
        List<FeedEntry> evm = ours.stream().filter(LabelWords::isEvm).toList();
        return text(Json.object()
                .put(
                        "tags",
                        Json.array(
                                evm,
                                entry -> Json.object()
                                        .put(
                                                "chainId",
                                                entry.attribution()
                                                        .subject()
                                                        .chain()
                                                        .reference())
                                        .put("address", LabelWords.address(entry))
                                        .put("tagType", "name")
                                        .put("name", LabelWords.label(entry))
                                        .put("slug", entry.attribution().id())
                                        .build()))
                .build());
    }

    /** One object per line; labels are for addresses of Bitcoin only. */
    static String bip329(List<FeedEntry> ours) {
        return ours.stream()
                .filter(entry -> entry.attribution().subject().chain().isBitcoin())
                .map(entry -> text(Json.object()
                        .put("type", "addr")
                        .put("ref", LabelWords.address(entry))
                        .put("label", LabelWords.label(entry))
                        .build()))
                .collect(Collectors.joining());
    }

    static String disclaimed(FeedHead head, List<FeedEntry> others) {
        return text(Json.object()
                .put("log_size", head.logSize())
                .put("generated_at", head.generatedAt())
                .put("count", others.size())
                .put("meaning", "Remove labels that call these addresses this exchange's; none of them is a label.")
                .put("addresses", Json.array(others, FeedEntry::json))
                .build());
    }

    private static String text(Json.Obj json) {
        return CanonicalJson.text(json) + "\n";
    }
}
