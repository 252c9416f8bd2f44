package org.plainsight.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.testing.TestSigner;

/** The published JSON Schema and the code say the same of every type. Knows the keywords that the schema uses. */
class StatementSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonNode schema = JSON.createObjectNode();

    @BeforeEach
    void readSchema() throws IOException {
        schema = JSON.readTree(Path.of("docs/formats/statement.schema.json").toFile());
    }

    @Test
    void a_statement_of_every_type_with_every_member_keeps_to_the_schema() throws IOException {
        Set<String> types = new HashSet<>();
        for (Disclosure disclosure : StatementSamples.all()) {
            types.add(disclosure.type());
            assertThat(faults(entry(disclosure))).isEmpty();
        }
        Set<String> published = new HashSet<>();
        schema.at("/properties/type/enum").forEach(type -> published.add(type.asText()));
        assertThat(types).isEqualTo(published);
    }

    @Test
    void a_member_too_many_or_too_few_or_of_another_kind_breaks_the_schema() throws IOException {
        for (Disclosure disclosure : StatementSamples.all()) {
            ObjectNode extra = (ObjectNode) entry(disclosure);
            ((ObjectNode) extra.get("body")).put("surprise", 1);
            assertThat(faults(extra)).isNotEmpty();
            ObjectNode body = (ObjectNode) entry(disclosure).get("body");
            JsonNode required = schema.at("/$defs/" + disclosure.type() + "/required");
            for (JsonNode name : required) {
                ObjectNode entry = (ObjectNode) entry(disclosure);
                ((ObjectNode) entry.get("body")).remove(name.asText());
                assertThat(faults(entry))
                        .as("%s without %s", disclosure.type(), name)
                        .isNotEmpty();
                ((ObjectNode) entry.get("body")).putNull(name.asText());
                assertThat(faults(entry)).isNotEmpty();
            }
            assertThat(body.size()).isGreaterThanOrEqualTo(required.size());
        }
    }

    private List<String> faults(JsonNode entry) {
        List<String> faults = new ArrayList<>();
        check(schema, entry, "", faults);
        check(schema.at("/$defs/" + entry.get("type").asText()), entry.get("body"), "/body", faults);
        return faults;
    }

    private void check(JsonNode rule, JsonNode value, String at, List<String> faults) {
        if (rule.has("$ref")) {
            check(schema.at(rule.get("$ref").asText().substring(1)), value, at, faults);
            return;
        }
        boolean kind = switch (rule.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            default -> true;
        };
        boolean listed = true;
        if (rule.has("enum")) {
            listed = false;
            for (JsonNode word : rule.get("enum")) {
                listed |= word.equals(value);
            }
        }
        if (!kind
                || !listed
                || (rule.has("const") && !rule.get("const").equals(value))
                || (rule.has("minimum") && value.asLong() < rule.get("minimum").asLong())
                || (rule.has("pattern")
                        && !value.asText()
                                .matches("(?s).*" + rule.get("pattern").asText() + ".*"))) {
            faults.add(at + " is " + value);
            return;
        }
        value.properties().forEach(member -> {
            JsonNode inner = rule.path("properties").get(member.getKey());
            if (inner != null) {
                check(inner, member.getValue(), at + "/" + member.getKey(), faults);
            } else if (rule.path("additionalProperties").isBoolean()) {
                faults.add(at + " has an unknown member " + member.getKey());
            }
        });
        rule.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + " lacks " + name);
            }
        });
        if (rule.has("items")) {
            value.forEach(item -> check(rule.get("items"), item, at + "/*", faults));
        }
    }

    private static JsonNode entry(Disclosure disclosure) throws IOException {
        return JSON.readTree(
                SignedStatement.sign(disclosure, TestSigner.operator()).toEntry());
    }
}
