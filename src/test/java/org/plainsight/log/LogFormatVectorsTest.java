package org.plainsight.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.merkle.SubtreeHashes;
import org.plainsight.note.AddCheckpoint;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteSignature;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.SignedNote;
import org.plainsight.note.SigningKey;
import org.plainsight.note.TlogProof;
import org.plainsight.note.VerifierKey;
import org.plainsight.note.WitnessPolicy;

/**
 * Generates the published vectors of the log's formats. Run with {@code -Dplainsight.write-vectors=true} to write the
 * file anew; otherwise the file must be what the code gives.
 */
class LogFormatVectorsTest {

    private static final Path FILE = Path.of("docs/formats/log-vectors.json");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String ORIGIN = "transparency.exchange.example/log";
    private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");
    private static final int[] SIZES = {0, 1, 2, 3, 7, 8, 255, 256, 257, 600};

    private final SigningKey log = key(ORIGIN, "log");
    private final SigningKey first = key("first.example/w", "first witness");
    private final SigningKey second = key("second.example/w", "second witness");
    private final List<byte[]> entries = entries();
    private final List<Hash32> leaves = entries.stream().map(LogTree::leafHash).toList();

    @Test
    void the_published_vectors_are_what_the_code_gives() throws IOException {
        String generated = JSON.writeValueAsString(vectors()) + "\n";
        if (Boolean.getBoolean("plainsight.write-vectors")) {
            Files.writeString(FILE, generated);
        }
        assertThat(Files.readString(FILE)).isEqualTo(generated);
    }

    @Test
    void every_good_vector_is_accepted_and_every_bad_one_refused() throws IOException {
        JsonNode vectors = JSON.readTree(FILE.toFile());
        WitnessPolicy policy =
                WitnessPolicy.parse(vectors.get("policy").asText().getBytes(StandardCharsets.UTF_8));
        for (JsonNode receipt : vectors.get("receipts")) {
            Optional<String> problem = TlogProof.parse(receipt.get("receipt").asText())
                    .verify(receipt.get("entry").asText().getBytes(StandardCharsets.UTF_8), policy);
            assertThat(problem.isEmpty())
                    .as("%s: %s", receipt.get("name"), problem)
                    .isEqualTo(receipt.get("valid").asBoolean());
        }
    }

    private ObjectNode vectors() {
        ObjectNode all = JSON.createObjectNode();
        all.put(
                "about",
                "Entry i is {\"entry\":i}. Private keys are the SHA-256 of \"plainsight log vectors: \" and the name in"
                        + " seeds; never use them. Times are 2026-11-24T12:00:00Z.");
        ObjectNode keys = all.putObject("keys");
        for (SigningKey key : List.of(log, first, second)) {
            boolean isLog = key == log;
            keys.put(
                    key.verifier().name(),
                    (isLog ? key.verifier() : key.verifier().as(VerifierKey.Type.COSIGNATURE_V1)).toString());
        }
        all.put("policy", policy().toString());
        ArrayNode checkpoints = all.putArray("checkpoints");
        for (int size : SIZES) {
            checkpoints.add(checkpoint(size, first, second).toString());
        }
        ArrayNode requests = all.putArray("add_checkpoint");
        for (int old : new int[] {0, 3, 256}) {
            List<Hash32> proof = old == 0 ? List.of() : consistency(old, 600);
            requests.add(new AddCheckpoint(old, proof, checkpoint(600)).toString());
        }
        ArrayNode receipts = all.putArray("receipts");
        for (int index : new int[] {0, 3, 255, 256, 599}) {
            add(receipts, "entry " + index, true, index, receipt(index, 600, checkpoint(600, first)));
        }
        add(receipts, "no witness, though the policy demands one", false, 3, receipt(3, 600, checkpoint(600)));
        add(receipts, "the receipt of another entry", false, 4, receipt(3, 600, checkpoint(600, first)));
        add(receipts, "hashes of another size", false, 3, receipt(3, 257, checkpoint(600, first)));
        SignedNote false1 = checkpoint(600, first);
        NoteSignature forged = new NoteSigner(second.verifier(), message -> new byte[64])
                .cosign(Checkpoint.parse(false1.text()), TIME);
        add(
                receipts,
                "a false cosignature beside enough good ones",
                false,
                3,
                receipt(3, 600, false1.with(List.of(forged))));
        return all;
    }

    private void add(ArrayNode receipts, String name, boolean valid, int index, TlogProof receipt) {
        receipts.addObject()
                .put("name", name)
                .put("valid", valid)
                .put("entry", new String(entries.get(index), StandardCharsets.UTF_8))
                .put("receipt", receipt.toString());
    }

    private TlogProof receipt(int index, int size, SignedNote head) {
        return new TlogProof(
                Optional.empty(),
                index,
                LogTree.inclusionProof(index, size, SubtreeHashes.ofLeaves(leaves.subList(0, size))),
                head);
    }

    private List<Hash32> consistency(int from, int to) {
        return LogTree.consistencyProof(from, to, SubtreeHashes.ofLeaves(leaves.subList(0, to)));
    }

    private SignedNote checkpoint(int size, SigningKey... cosigners) {
        Checkpoint head = new Checkpoint(ORIGIN, size, LogTree.root(leaves.subList(0, size)));
        NoteSigner lines = new NoteSigner(log.verifier(), log::sign);
        List<NoteSignature> signatures =
                new ArrayList<>(List.of(lines.sign(head.toString()), lines.cosign(head, TIME)));
        for (SigningKey cosigner : cosigners) {
            signatures.add(new NoteSigner(cosigner.verifier(), cosigner::sign).cosign(head, TIME));
        }
        return new SignedNote(head.toString(), signatures);
    }

    private WitnessPolicy policy() {
        return new WitnessPolicy(
                List.of(new WitnessPolicy.Log(
                        log.verifier(), Optional.of("https://transparency.exchange.example/log"))),
                List.of(witness("first", first), witness("second", second)),
                List.of(new WitnessPolicy.Group("any-one", 1, List.of("first", "second"))),
                "any-one");
    }

    private static WitnessPolicy.Witness witness(String name, SigningKey key) {
        return new WitnessPolicy.Witness(name, key.verifier().as(VerifierKey.Type.COSIGNATURE_V1), Optional.empty());
    }

    private static List<byte[]> entries() {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < Arrays.stream(SIZES).max().orElseThrow(); i++) {
            entries.add(("{\"entry\":" + i + "}").getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    /** The text form of a key made of a seed that anybody can compute. */
    private static SigningKey key(String name, String what) {
        byte[] seed = Hash32.sha256(("plainsight log vectors: " + what).getBytes(StandardCharsets.UTF_8))
                .toBytes();
        return SigningKey.ofSeed(name, seed);
    }
}
