package org.plainsight.registry.labels;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists in JSON. */
final class JsonLists {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(10_000)
                    .maxNumberLength(40)
                    .build())
            .build());

    private JsonLists() {}

    static List<PublishedLabel> defiLlama(String text) {
        List<PublishedLabel> labels = new ArrayList<>();
        for (Map.Entry<String, JsonNode> chain : object(text).properties()) {
            for (JsonNode address : chain.getValue()) {
                ListedAccount.of(chain.getKey(), address.asText())
                        .ifPresent(account -> labels.add(new PublishedLabel(
                                account, PublisherNames.THE_LIST_ITSELF, "chain " + chain.getKey())));
            }
        }
        return labels;
    }

    static List<PublishedLabel> tonLabels(String text) {
        JsonNode root = object(text);
        String name =
                root.path("metadata").path("label").asText(root.path("label").asText());
        List<PublishedLabel> labels = new ArrayList<>();
        int number = 0;
        for (JsonNode item : root.path("addresses")) {
            String place = "address " + ++number;
            String comment = item.path("comment").asText();
            ListedAccount.of("ton", item.path("address").asText())
                    .ifPresent(account -> labels.add(
                            new PublishedLabel(account, comment.isEmpty() ? name : name + ": " + comment, place)));
        }
        return labels;
    }

    private static JsonNode object(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new MalformedLabelListException("no JSON within the limits: " + e.getOriginalMessage());
        }
        throw new MalformedLabelListException("no JSON object");
    }
}
