package org.plainsight.log.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.merkle.SubtreeHashes;
import org.plainsight.merkle.TlogVectors;
import org.plainsight.note.AddCheckpoint;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.SigningKey;
import org.plainsight.note.VerifierKey;

/** The rules of c2sp.org/tlog-witness, one by one. */
class WitnessTest {

    private static final String ORIGIN = "log.example/witnessed";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private final SigningKey log = SigningKey.generate(ORIGIN, new SecureRandom());
    private final SigningKey key = SigningKey.generate("witness.example/w1", new SecureRandom());
    private final MemoryHeads heads = new MemoryHeads();
    private final Witness witness =
            new Witness(List.of(log.verifier()), heads, new NoteSigner(key.verifier(), key::sign), CLOCK);
    private final List<Hash32> leaves = IntStream.range(0, 40)
            .mapToObj(i -> Hash32.sha256(new byte[] {(byte) i}))
            .toList();

    @Test
    void a_log_that_only_grows_is_cosigned_at_every_size_with_the_time() {
        int before = 0;
        for (int size : new int[] {0, 1, 2, 2, 7, 16, 40}) {
            SignedNote note = note(log, ORIGIN, size, leaves);
            Witness.Answer answer = add(before, note, leaves);
            assertThat(answer).isInstanceOfSatisfying(Witness.Answer.Cosigned.class, cosigned -> {
                VerifierKey cosigner = key.verifier().as(VerifierKey.Type.COSIGNATURE_V1);
                assertThat(SignedNote.parse(note + cosigned.lines()).verify(List.of(cosigner)))
                        .isInstanceOfSatisfying(
                                NoteVerification.Verified.class,
                                ok -> assertThat(ok.by().getFirst().time()).hasValue(CLOCK.instant()));
            });
            before = size;
        }
    }

    @Test
    void a_log_that_is_not_followed_is_not_found() {
        SigningKey other = SigningKey.generate("log.example/other", new SecureRandom());
        assertStatus(404, add(0, note(other, "log.example/other", 3, leaves), leaves));
    }

    @Test
    void a_checkpoint_without_the_logs_signature_is_forbidden() {
        SigningKey thief = SigningKey.generate(ORIGIN, new SecureRandom());
        assertStatus(403, add(0, note(thief, ORIGIN, 3, leaves), leaves));
        assertThat(heads.latest(ORIGIN)).isEmpty();
    }

    @Test
    void what_is_no_request_or_begins_beyond_its_end_is_a_bad_request() {
        assertStatus(400, witness.add("old x\n\n".getBytes(StandardCharsets.UTF_8)));
        assertStatus(400, witness.add(new byte[] {(byte) 0xff}));
        assertStatus(
                400,
                witness.add(new AddCheckpoint(4, List.of(), note(log, ORIGIN, 3, leaves))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void another_old_size_than_the_witness_has_is_a_conflict_that_names_its_size() {
        add(0, note(log, ORIGIN, 7, leaves), leaves);
        assertThat(add(3, note(log, ORIGIN, 9, leaves), leaves)).isEqualTo(new Witness.Answer.Conflict(7));
        assertThat(add(0, note(log, ORIGIN, 9, leaves), leaves)).isEqualTo(new Witness.Answer.Conflict(7));
    }

    @Test
    void a_fork_is_never_cosigned() {
        add(0, note(log, ORIGIN, 7, leaves), leaves);
        List<Hash32> forked = new ArrayList<>(leaves);
        forked.set(2, Hash32.sha256(new byte[] {99}));
        assertStatus(422, add(7, note(log, ORIGIN, 12, forked), forked));
        assertThat(add(7, note(log, ORIGIN, 7, forked), forked)).isEqualTo(new Witness.Answer.Conflict(7));
        assertStatus(400, add(7, note(log, ORIGIN, 6, forked), leaves));
        assertThat(heads.latest(ORIGIN).orElseThrow().size()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothing_is_answered_before_it_is_remembered(boolean persisted) {
        heads.failOnce(persisted);
        SignedNote seven = note(log, ORIGIN, 7, leaves);
        assertThatThrownBy(() -> add(0, seven, leaves)).isInstanceOf(IllegalStateException.class);
        assertThat(heads.latest(ORIGIN).isPresent()).isEqualTo(persisted);
        assertThat(add(persisted ? 7 : 0, seven, leaves)).isInstanceOf(Witness.Answer.Cosigned.class);
    }

    @Test
    void of_many_requests_at_once_the_head_never_goes_back() throws Exception {
        List<Callable<Witness.Answer>> requests = IntStream.range(1, 40)
                .<Callable<Witness.Answer>>mapToObj(size -> () -> add(0, note(log, ORIGIN, size, leaves), leaves))
                .toList();
        long cosigned = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(requests)) {
                cosigned += answer.get() instanceof Witness.Answer.Cosigned ? 1 : 0;
            }
        }
        assertThat(cosigned).isEqualTo(1);
    }

    @Test
    void the_derived_request_is_read_and_written_byte_for_byte_and_answered_as_derived() {
        var derived = TlogVectors.read("notes.json").get("derived");
        String request = derived.get("add_checkpoint_request_3_to_8").asText();
        AddCheckpoint parsed = AddCheckpoint.parse(request.getBytes(StandardCharsets.UTF_8));
        assertThat(parsed).hasToString(request);
        SignedNote three = SignedNote.parse(derived.get("checkpoint_size3").asText());
        VerifierKey known = VerifierKey.parse(derived.get("log_vkey").asText());
        Witness other =
                new Witness(List.of(known), new MemoryHeads(), new NoteSigner(key.verifier(), key::sign), CLOCK);
        assertThat(other.add(bytes(new AddCheckpoint(0, List.of(), three))))
                .isInstanceOf(Witness.Answer.Cosigned.class);
        assertThat(other.add(bytes(parsed))).isInstanceOf(Witness.Answer.Cosigned.class);
        assertThat(other.add(bytes(parsed))).isEqualTo(new Witness.Answer.Conflict(8));
    }

    private Witness.Answer add(int old, SignedNote note, List<Hash32> proofLeaves) {
        int size = (int) Checkpoint.parse(note.text()).size();
        List<Hash32> proof = old == 0 || old > size
                ? List.of()
                : LogTree.consistencyProof(old, size, SubtreeHashes.ofLeaves(proofLeaves));
        return witness.add(bytes(new AddCheckpoint(old, proof, note)));
    }

    private static byte[] bytes(AddCheckpoint request) {
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    static SignedNote note(SigningKey key, String origin, int size, List<Hash32> leaves) {
        Checkpoint head = new Checkpoint(origin, size, LogTree.root(leaves.subList(0, size)));
        return new SignedNote(
                head.toString(), List.of(new NoteSigner(key.verifier(), key::sign).sign(head.toString())));
    }

    private static void assertStatus(int status, Witness.Answer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Witness.Answer.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }
}
