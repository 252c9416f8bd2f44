package org.plainsight.log.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plainsight.log.LogStore;
import org.plainsight.log.Sequencer;
import org.plainsight.log.TileReader;
import org.plainsight.log.TiledLog;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.TilePath;
import org.plainsight.note.TlogProof;
import org.plainsight.note.VerifierKey;
import org.plainsight.note.WitnessPolicy;
import org.plainsight.testing.PostgresResource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(LogResourceTest.LogOfItsOwn.class)
class LogResourceTest {

    /** A fresh database: the entries here are no statements, and no other test shall meet them. */
    public static class LogOfItsOwn implements QuarkusTestProfile {}

    private static final byte[] ENTRY = "{\"type\":\"test\",\"v\":1}".getBytes(StandardCharsets.UTF_8);

    private final TransparencyLog log;
    private final Sequencer sequencer;

    private long index;

    LogResourceTest(LogStore store, Sequencer sequencer) {
        this.log = new TiledLog(store, (from, entries) -> {});
        this.sequencer = sequencer;
    }

    @BeforeEach
    void publishAnEntry() {
        index = append();
        sequencer.run();
    }

    @Test
    void the_checkpoint_verifies_under_the_published_key() {
        VerifierKey key = VerifierKey.parse(given().get("/log/verifier-key")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .strip());
        String note = given().get("/log/checkpoint")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/plain; charset=utf-8"))
                .header("Cache-Control", containsString("max-age=5"))
                .header("Access-Control-Allow-Origin", "*")
                .extract()
                .asString();
        assertThat(SignedNote.parse(note).verify(List.of(key))).isInstanceOf(NoteVerification.Verified.class);
        assertThat(Checkpoint.parse(SignedNote.parse(note).text()).size()).isEqualTo(log.size());
    }

    @Test
    void an_entry_and_its_receipt_are_checked_with_nothing_else_than_the_key() {
        VerifierKey key =
                VerifierKey.parse(given().get("/log/verifier-key").asString().strip());
        byte[] entry = given().get("/log/entries/" + index)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asByteArray();
        String receipt = given().get("/log/entries/" + index + "/receipt")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .extract()
                .asString();
        assertThat(entry).isEqualTo(ENTRY);
        assertThat(TlogProof.parse(receipt).verify(entry, key)).isEmpty();
    }

    @Test
    void tiles_and_bundles_are_served_up_to_the_checkpoint() {
        long size = log.checkpoint().orElseThrow().size();
        long number = size / 256;
        int width = (int) (size % 256);
        assertThat(width)
                .as("other tests append too few to fill a tile exactly")
                .isPositive();
        byte[] tile = given().get("/log/" + TilePath.hashes(0, number, width))
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .extract()
                .asByteArray();
        assertThat(tile).hasSize(width * 32).endsWith(LogTree.leafHash(ENTRY).toBytes());
        byte[] bundle = given().get("/log/" + TilePath.entries(number, width))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(bundle).endsWith(ENTRY);
        append();
        given().get("/log/" + TilePath.hashes(0, number, width + 1)).then().statusCode(404);
        given().get("/log/" + TilePath.entries(number, width + 1)).then().statusCode(404);
        given().get("/log/entries/" + size).then().statusCode(404);
        given().get("/log/entries/" + size + "/receipt")
                .then()
                .statusCode(404)
                .header("Access-Control-Allow-Origin", "*");
    }

    @Test
    void a_reader_that_knows_only_the_specification_reads_the_running_log() {
        QuarkusTransaction.requiringNew()
                .run(() -> log.append(IntStream.range(0, 600)
                        .mapToObj(i -> ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8))
                        .toList()));
        sequencer.run();
        List<byte[]> read = new TileReader(path -> given().get("/log/" + path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .readAll(given().get("/log/verifier-key").asString().strip());
        assertThat(read).containsExactlyElementsOf(log.entries(0, (int) log.size()));
    }

    @Test
    void the_growth_between_any_two_sizes_is_proved_and_the_policy_names_the_log() {
        long size = log.checkpoint().orElseThrow().size();
        String proof = given().get("/log/consistency/1/" + size)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(proof.lines().map(Hash32::fromBase64).toList()).isEqualTo(log.consistency(1, size));
        given().get("/log/consistency/0/" + size).then().statusCode(404);
        given().get("/log/consistency/" + size + "/" + (size + 1)).then().statusCode(404);
        WitnessPolicy policy =
                WitnessPolicy.parse(given().get("/log/witness-policy").asByteArray());
        assertThat(policy.problem(
                        SignedNote.parse(given().get("/log/checkpoint").asString())))
                .isEmpty();
    }

    @Test
    void paths_that_name_no_tile_are_not_found() {
        for (String path : List.of(
                "/log/tile/0/0",
                "/log/tile/00/000",
                "/log/tile/64/000",
                "/log/tile/0/000.p/0",
                "/log/tile/0/000.p/256",
                "/log/tile/data/000",
                "/log/tile/0/x999/x999/999",
                "/log/entries/-1",
                "/log/entries/x",
                "/log/entries/99999999999999999999",
                "/log/entries/999999999999999999/receipt",
                "/log/nothing")) {
            given().get(path).then().statusCode(404);
        }
    }

    @Test
    void health_says_how_far_the_log_is_signed() {
        given().get("/q/health/ready")
                .then()
                .body("checks.name", hasItem("log"))
                .body("checks.find { it.name == 'log' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'log' }.data.'signed-entries'", equalTo((int)
                        log.checkpoint().orElseThrow().size()));
    }

    private long append() {
        return QuarkusTransaction.requiringNew()
                .call(() -> log.append(List.of(ENTRY)))
                .getFirst();
    }
}
