package org.plainsight.feed.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.feed.EntryWriter;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedHead;

/** The forms written in JSON. */
final class JsonExports {

    private JsonExports() {}

    /** {@code {"ethereum":["0x…"],…}}, chains and addresses sorted. Held in memory until the end: the order asks for it. */
    static EntryWriter defiLlama(OutputStream out) {
        Map<String, List<String>> byChain = new TreeMap<>();
        return new EntryWriter() {
            @Override
            public void entry(FeedEntry entry) {
                byChain.computeIfAbsent(LabelWords.chain(entry), c -> new ArrayList<>())
                        .add(LabelWords.address(entry));
            }

            @Override
            public void end(int count) throws IOException {
                Json.Builder json = Json.object();
                byChain.forEach((chain, addresses) ->
                        json.put(chain, Json.array(addresses.stream().sorted().toList(), Json.Str::new)));
                out.write((CanonicalJson.text(json.build()) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    static EntryWriter blockscout(OutputStream out) {
        return EntryWriter.separated(
                out,
                "{\"tags\":[",
                ",",
                entry -> LabelWords.isEvm(entry) ? CanonicalJson.text(blockscoutTag(entry)) : "",
                written -> written == 0 ? "{\"tags\":[]}\n" : "]}\n");
    }

    private static Json.Obj blockscoutTag(FeedEntry entry) {
        return Json.object()
                .put("chainId", entry.attribution().subject().chain().reference())
                .put("address", LabelWords.address(entry))
                .put("tagType", "name")
                .put("name", LabelWords.label(entry))
                .put("slug", entry.attribution().id())
                .build();
    }

    /** One object per line; labels are for addresses of Bitcoin only. */
    static String bip329(FeedEntry entry) {
        return entry.attribution().subject().chain().isBitcoin()
                ? CanonicalJson.text(Json.object()
                                .put("type", "addr")
                                .put("ref", LabelWords.address(entry))
                                .put("label", LabelWords.label(entry))
                                .build())
                        + "\n"
                : "";
    }

    static EntryWriter disclaimed(FeedHead head, OutputStream out) {
        return EntryWriter.separated(
                out, "{\"addresses\":[", ",", entry -> CanonicalJson.text(entry.json()), written -> {
                    String rest = CanonicalJson.text(Json.object()
                            .put("log_size", head.logSize())
                            .put("generated_at", head.generatedAt())
                            .put("count", written)
                            .put(
                                    "meaning",
                                    "Remove labels that call these addresses this exchange's; none of them is a label.")
                            .build());
                    return (written == 0 ? "{\"addresses\":[" : "") + "]," + rest.substring(1) + "\n";
                });
    }
}
