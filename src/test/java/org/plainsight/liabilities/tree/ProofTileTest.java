package org.plainsight.liabilities.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.proof.MalformedProofException;
import org.plainsight.liabilities.proof.ProofTile;
import org.plainsight.merkle.Hash32;

class ProofTileTest {

    private static final int CUSTOMERS = 400;

    @TempDir
    static Path temporary;

    private static SampleSnapshot sample;
    private static SnapshotId snapshot;
    private static int bits;

    @BeforeAll
    static void write() throws IOException {
        sample = SampleSnapshot.build(temporary.resolve("s"), CUSTOMERS, 4);
        snapshot = sample.record.id();
        TileFiles.write(sample.directory, sample.maker);
        Json.Obj index = Json.asObject(CanonicalJson.read(Files.readAllBytes(folder().resolve("index.json"))));
        bits = (int) index.integer("bits");
    }

    private static Path folder() {
        return TileFiles.folder(sample.directory);
    }

    private static byte[] tileOf(Hash32 capability) throws IOException {
        int number = ProofTile.number(ProofTile.name(capability), bits);
        return Files.readAllBytes(folder().resolve(String.valueOf(number)));
    }

    @Test
    void every_customer_finds_the_proof_in_the_tile_of_the_capability() throws IOException {
        for (int i = 0; i < CUSTOMERS; i++) {
            Hash32 capability = sample.key.capability(SampleSnapshot.account(i));
            assertThat(ProofTile.open(tileOf(capability), snapshot, capability)).contains(sample.file(i));
        }
    }

    @Test
    void a_capability_of_nobody_has_a_tile_too_and_nothing_in_it() throws IOException {
        Random random = new Random(9);
        for (int i = 0; i < 1_000; i++) {
            byte[] guess = new byte[Hash32.LENGTH];
            random.nextBytes(guess);
            Hash32 capability = Hash32.of(guess);
            assertThat(ProofTile.open(tileOf(capability), snapshot, capability)).isEmpty();
        }
    }

    @Test
    void tiles_are_shared_by_many_and_none_is_longer_than_a_mebibyte() throws IOException {
        assertThat(bits).isPositive();
        Map<Integer, Integer> sharers = new HashMap<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            Hash32 name = ProofTile.name(sample.key.capability(SampleSnapshot.account(i)));
            sharers.merge(ProofTile.number(name, bits), 1, Integer::sum);
        }
        assertThat(sharers.values()).allMatch(n -> n > 30);
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                assertThat(Files.size(file)).isLessThanOrEqualTo(ProofTile.MAX_BYTES);
            }
        }
    }

    @Test
    void the_same_snapshot_gives_the_same_tiles() throws IOException {
        byte[] before = Files.readAllBytes(folder().resolve("0"));
        SnapshotDirectory.discard(folder());
        TileFiles.write(sample.directory, sample.maker);
        assertThat(Files.readAllBytes(folder().resolve("0"))).isEqualTo(before);
    }

    @Test
    void a_damaged_tile_or_a_foreign_capability_opens_nothing() throws IOException {
        Hash32 capability = sample.key.capability(SampleSnapshot.account(3));
        byte[] tile = tileOf(capability);
        Random random = new Random(2);
        byte[] proof = sample.file(3);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = tile.clone();
            damaged[random.nextInt(tile.length)] ^= (byte) (1 << random.nextInt(8));
            Optional<byte[]> opened;
            try {
                opened = ProofTile.open(damaged, snapshot, capability);
            } catch (MalformedProofException e) {
                continue;
            }
            opened.ifPresent(bytes -> assertThat(bytes).isEqualTo(proof));
        }
        byte[] truncated = java.util.Arrays.copyOf(tile, tile.length / 2);
        Hash32 last = Hash32.sha256(new byte[] {1});
        assertThat(catchThrowable(() -> ProofTile.open(truncated, snapshot, last)))
                .isInstanceOf(MalformedProofException.class);
    }

    @Test
    void the_browser_opens_what_was_sealed() throws IOException, InterruptedException {
        Hash32 capability = sample.key.capability(SampleSnapshot.account(8));
        Path tile = temporary.resolve("tile");
        Files.write(tile, tileOf(capability));
        Path output = temporary.resolve("opened");
        Process node;
        try {
            node = new ProcessBuilder(
                            "node",
                            "src/test/resources/verifiers/tile.mjs",
                            "frontend-templates/META-INF/resources/verify",
                            tile.toString(),
                            snapshot.hex(),
                            capability.toHex())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("no node on this machine: " + e.getMessage());
            throw e;
        }
        assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllBytes(output)).isEqualTo(sample.file(8));
    }
}
