package org.plainsight.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plainsight.feed.job.LogEvents;

/** What a running portal answers keeps to the published schema. */
@QuarkusTest
@TestProfile(SampleProfile.class)
class FeedSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    LogEvents events;

    private static List<Error> faults(String definition, JsonNode document) throws IOException {
        ObjectNode root = (ObjectNode)
                JSON.readTree(Path.of("docs/formats/feed.schema.json").toFile());
        root.put("$ref", "#/$defs/" + definition);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
        return schema.validate(document);
    }

    private static JsonNode get(String path) throws IOException {
        return JSON.readTree(given().get(path).asByteArray());
    }

    @Test
    void every_document_of_the_feed_keeps_to_the_schema() throws IOException {
        events.round();
        Map<String, String> documents = Map.of(
                "/feed/v1/addresses.json",
                "addresses",
                "/feed/v1/addresses.json?as-of=3",
                "addresses",
                "/feed/v1/changes?after=-1",
                "changes",
                "/feed/v1/exports",
                "manifest",
                "/feed/v1/presence?address=" + SampleClaims.STRANGER,
                "presence",
                "/feed/v1/presence?address=eip155:1:0x" + "ab".repeat(20),
                "presence",
                "/events/all.json",
                "events");
        for (Map.Entry<String, String> document : documents.entrySet()) {
            assertThat(faults(document.getValue(), get(document.getKey())))
                    .as(document.getKey())
                    .isEmpty();
        }
    }

    @Test
    void a_broken_document_does_not() throws IOException {
        for (String needed : List.of("count", "log_size", "addresses", "feed")) {
            ObjectNode feed = (ObjectNode) get("/feed/v1/addresses.json");
            feed.remove(needed);
            assertThat(faults("addresses", feed)).as(needed).isNotEmpty();
        }
        ObjectNode feed = (ObjectNode) get("/feed/v1/addresses.json");
        ((ObjectNode) feed.path("addresses").path(0)).put("claim", "ours");
        assertThat(faults("addresses", feed)).isNotEmpty();
        ObjectNode presence = (ObjectNode) get("/feed/v1/presence?address=" + SampleClaims.STRANGER);
        presence.remove("at");
        assertThat(faults("presence", presence)).isNotEmpty();
    }
}
