package org.plainsight.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.TlogVectors;
import org.plainsight.note.TilePath;

class PublishedTilesTest {

    private final TestLog world = new TestLog();
    private final PublishedTiles tiles = new PublishedTiles(world.store);

    @Test
    void a_tree_of_seventy_thousand_has_the_tiles_of_the_reference() {
        JsonNode reference = TlogVectors.read("tiles-70000.json");
        int size = reference.get("size").asInt();
        List<byte[]> entries = IntStream.range(0, size)
                .mapToObj(i -> Integer.toString(i).getBytes(StandardCharsets.US_ASCII))
                .toList();
        world.store.inTransaction(() -> world.log.append(entries));
        Sequencer sequencer = world.start();
        sequencer.run();
        sequencer.run();
        assertThat(world.log.checkpoint().orElseThrow().root().base64())
                .isEqualTo(reference.get("root_b64").asText());
        for (JsonNode level : reference.get("levels")) {
            for (JsonNode sample : level.get("samples")) {
                assertDigest(sample);
            }
            long full = level.get("full_tiles").asLong();
            int number = level.get("level").asInt();
            int partial = level.get("partial_width").asInt();
            assertThat(tiles.read(TilePath.hashes(number, full, partial + 1))).isEmpty();
            assertThat(tiles.read(TilePath.hashes(number, full, TilePath.FULL))).isEmpty();
            assertThat(tiles.read(TilePath.hashes(number, full + 1, 1))).isEmpty();
        }
        reference.get("entry_bundles").forEach(this::assertDigest);
    }

    @Test
    void nothing_beyond_the_checkpoint_is_served() {
        world.append(3);
        assertThat(tiles.read(TilePath.entries(0, 1))).isEmpty();
        assertThat(tiles.read(TilePath.hashes(0, 0, 1))).isEmpty();
        world.start().run();
        world.append(3);
        assertThat(tiles.read(TilePath.entries(0, 3)).orElseThrow()).startsWith(0, 7, 'e', 'n', 't');
        assertThat(tiles.read(TilePath.entries(0, 4))).isEmpty();
        assertThat(tiles.read(TilePath.hashes(0, 0, 3)).orElseThrow()).hasSize(96);
        assertThat(tiles.read(TilePath.hashes(0, 0, 4))).isEmpty();
        assertThat(tiles.read(TilePath.hashes(1, 0, 1))).isEmpty();
        assertThat(tiles.read(TilePath.hashes(63, 0, 1))).isEmpty();
        assertThat(tiles.read(TilePath.hashes(0, Long.MAX_VALUE, 256))).isEmpty();
        assertThat(tiles.read(TilePath.entries(Long.MAX_VALUE, 256))).isEmpty();
    }

    @Test
    void a_full_tile_is_joined_by_the_first_hash_of_the_level_above() {
        world.append(256);
        world.start().run();
        assertThat(tiles.read(TilePath.hashes(0, 0, TilePath.FULL)).orElseThrow())
                .hasSize(8_192);
        assertThat(tiles.read(TilePath.hashes(1, 0, 1)))
                .hasValueSatisfying(bytes -> assertThat(Hash32.of(bytes))
                        .isEqualTo(world.log.checkpoint().orElseThrow().root()));
        assertThat(tiles.read(TilePath.hashes(0, 1, 1))).isEqualTo(Optional.empty());
    }

    private void assertDigest(JsonNode sample) {
        byte[] bytes = tiles.read(TilePath.parse(sample.get("path").asText())).orElseThrow();
        assertThat(Hash32.sha256(bytes))
                .as(sample.get("path").asText())
                .hasToString(sample.get("sha256").asText());
    }
}
