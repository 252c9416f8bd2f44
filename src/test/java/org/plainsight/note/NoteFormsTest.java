package org.plainsight.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.testing.Runs;

class NoteFormsTest {

    private static final SigningKey KEY = SigningKey.generate("log.example/a", new SecureRandom());
    private static final SigningKey OTHER = SigningKey.generate("log.example/b", new SecureRandom());
    private static final Checkpoint CHECKPOINT =
            new Checkpoint("log.example/a", 1, LogTree.leafHash(new byte[] {1}), List.of("one more line"));
    private static final SignedNote NOTE = new SignedNote(
            CHECKPOINT.toString(),
            List.of(signer(KEY).sign(CHECKPOINT.toString()), signer(KEY).cosign(CHECKPOINT, Instant.ofEpochSecond(5))));

    @Test
    void the_text_may_have_blank_lines_and_ends_at_the_last_one() {
        String text = "one\n\ntwo\n\n";
        SignedNote note = new SignedNote(text, List.of(signer(KEY).sign(text)));
        assertThat(SignedNote.parse(note.toString())).isEqualTo(note);
        assertThat(note.verify(List.of(KEY.verifier()))).isInstanceOf(NoteVerification.Verified.class);
    }

    @Test
    void unknown_keys_are_ignored_and_a_known_key_that_fails_rejects_the_note() {
        NoteSignature good = signer(KEY).sign(NOTE.text());
        NoteSignature stranger = signer(OTHER).sign(NOTE.text());
        NoteSignature false1 = signer(OTHER).sign("another text\n");
        List<VerifierKey> both = List.of(KEY.verifier(), OTHER.verifier());
        assertThat(new SignedNote(NOTE.text(), List.of(good, false1)).verify(List.of(KEY.verifier())))
                .isInstanceOf(NoteVerification.Verified.class);
        assertThat(new SignedNote(NOTE.text(), List.of(good, false1)).verify(both))
                .isInstanceOf(NoteVerification.Rejected.class);
        assertThat(new SignedNote(NOTE.text(), List.of(good, stranger)).verify(both))
                .isInstanceOf(NoteVerification.Verified.class);
        assertThat(new SignedNote(NOTE.text(), List.of(stranger)).verify(List.of(KEY.verifier())))
                .isInstanceOf(NoteVerification.Rejected.class);
        assertThat(NOTE.verify(List.of())).isInstanceOf(NoteVerification.Rejected.class);
    }

    @Test
    void the_same_key_signs_plainly_and_with_a_time_and_the_two_are_not_mistaken() {
        VerifierKey timed = KEY.verifier().as(VerifierKey.Type.COSIGNATURE_V1);
        assertThat(timed.id()).isNotEqualTo(KEY.verifier().id());
        assertThat(NOTE.verify(List.of(timed)))
                .isEqualTo(new NoteVerification.Verified(
                        List.of(new NoteVerification.Signed(timed, Optional.of(Instant.ofEpochSecond(5))))));
        assertThat(NOTE.verify(List.of(KEY.verifier())))
                .isEqualTo(new NoteVerification.Verified(
                        List.of(new NoteVerification.Signed(KEY.verifier(), Optional.empty()))));
    }

    @Test
    void sixteen_signatures_are_read_and_too_many_are_refused() {
        NoteSignature line = NOTE.signatures().getFirst();
        SignedNote sixteen = new SignedNote("x\n", Collections.nCopies(16, line));
        assertThat(SignedNote.parse(sixteen.toString())).isEqualTo(sixteen);
        assertMalformed(() -> SignedNote.parse("x\n\n" + (line + "\n").repeat(65)));
    }

    @Test
    void texts_that_are_no_notes_are_refused() {
        String line = NOTE.signatures().getFirst().toString();
        for (String text : List.of(
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text" + line + "\n",
                "text\n" + line + "\n",
                "text\n\n" + line,
                "text\n\n" + line + "\n\n",
                "text\n\n" + line.replace("— ", "- ") + "\n",
                "text\n\n" + line + " \n",
                "te\txt\n\n" + line + "\n",
                "te\rxt\n\n" + line + "\n",
                "te\ud800xt\n\n" + line + "\n",
                "text\n\n— a+b " + NOTE.signatures().getFirst().base64() + "\n",
                "text\n\n— a\u00a0b " + NOTE.signatures().getFirst().base64() + "\n",
                "text\n\n—  " + NOTE.signatures().getFirst().base64() + "\n",
                "text\n\n— a AAAA\n",
                "text\n\n— a AAAAAA\n",
                "text\n\n— a AAAAAAB=\n")) {
            assertMalformed(() -> SignedNote.parse(text));
        }
        assertMalformed(() -> SignedNote.parse(new byte[] {(byte) 0xff, '\n', '\n'}));
        assertMalformed(() -> SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]));
    }

    @Test
    void sizes_of_checkpoints_are_plain_decimals_below_two_to_the_63() {
        String root = Hash32.sha256().base64();
        assertThat(Checkpoint.parse("a\n9223372036854775807\n" + root + "\n").size())
                .isEqualTo(Long.MAX_VALUE);
        for (String size : List.of("01", "+1", "-1", "", " 1", "1 ", "0x1", "٣", "9223372036854775808", "1e3")) {
            assertMalformed(() -> Checkpoint.parse("a\n" + size + "\n" + root + "\n"));
        }
        assertMalformed(() -> Checkpoint.parse("a\n1\n" + root + "\n\n"));
        assertMalformed(() -> Checkpoint.parse("a\n1\n" + root + "\nextension\n\n"));
    }

    @Test
    void a_signing_key_survives_its_text_and_never_shows_it_by_chance() {
        SigningKey read = SigningKey.parse(KEY.secretText());
        assertThat(read.verifier()).isEqualTo(KEY.verifier());
        assertThat(read.sign(new byte[] {7})).isEqualTo(KEY.sign(new byte[] {7}));
        assertThat(KEY.toString()).doesNotContain("PRIVATE");
        assertMalformed(() -> SigningKey.parse(KEY.secretText().replace("log.example/a", "log.example/c")));
    }

    @Test
    void tile_paths_have_one_spelling() {
        for (String path : List.of(
                "tile/0/000",
                "tile/63/x001/x234/067",
                "tile/entries/000.p/1",
                "tile/2/x001/000.p/255",
                "tile/0/x009/x223/x372/x036/x854/x775/807")) {
            assertThat(TilePath.parse(path)).hasToString(path);
        }
        for (String path : List.of(
                "tile/0/0",
                "tile/0/0000",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/x000/001",
                "tile/0/001/x000",
                "tile/0/x001/x002",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000/",
                "tile/0/",
                "tile/0",
                "tile//000",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                "tile/0/../000",
                "/tile/0/000",
                "tile/data/000",
                "")) {
            assertMalformed(() -> TilePath.parse(path));
        }
    }

    @Test
    void bytes_changed_at_random_are_refused_or_read_as_what_they_say_and_never_trusted() {
        Random random = new Random(20_261_122);
        TlogProof proof = new TlogProof(Optional.of("AAAA"), 0, List.of(), NOTE);
        fuzz(random, NOTE.toString(), text -> {
            SignedNote note = SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
            assertThat(note).hasToString(text);
            assertThat(note.verify(List.of(KEY.verifier())) instanceof NoteVerification.Rejected
                            || note.text().equals(NOTE.text()))
                    .isTrue();
        });
        fuzz(
                random,
                CHECKPOINT.toString(),
                text -> assertThat(Checkpoint.parse(text)).hasToString(text));
        fuzz(
                random,
                KEY.verifier().toString(),
                text -> assertThat(VerifierKey.parse(text)).hasToString(text));
        fuzz(random, proof.toString(), text -> assertThat(TlogProof.parse(text)).hasToString(text));
        fuzz(
                random,
                "tile/12/x001/x234/067.p/31",
                text -> assertThat(TilePath.parse(text)).hasToString(text));
        fuzz(
                random,
                KEY.secretText(),
                text -> assertThat(SigningKey.parse(text).secretText()).isEqualTo(text));
    }

    /** Whatever parses is written back exactly as it was read; everything else is malformed, not a crash. */
    private static void fuzz(Random random, String valid, Consumer<String> parse) {
        List<String> accepted = new ArrayList<>();
        parse.accept(valid);
        for (int round = 0; round < Runs.count(2_000, 200_000); round++) {
            String text = mutate(random, valid);
            try {
                parse.accept(text);
                accepted.add(text);
            } catch (MalformedNoteException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
        assertThat(accepted).hasSizeLessThan(2_000);
    }

    private static String mutate(Random random, String valid) {
        StringBuilder text = new StringBuilder(valid);
        for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) random.nextInt(0x3000));
                case 2 -> text.setCharAt(at, "\n +=—0/\0".charAt(random.nextInt(8)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    private static NoteSigner signer(SigningKey key) {
        return new NoteSigner(key.verifier(), key::sign);
    }

    private static void assertMalformed(Runnable parse) {
        assertThatThrownBy(parse::run).isInstanceOf(MalformedNoteException.class);
    }
}
