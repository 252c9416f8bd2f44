package org.plainsight.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.TlogVectors;
import org.plainsight.signature.Ed25519;

class NoteVectorsTest {

    private static final String LOG = "transparency.exchange.example/addresses";

    @Test
    void every_published_note_verifies_under_its_key_and_no_changed_text_does() {
        for (JsonNode item : TlogVectors.read("notes.json").get("published")) {
            VerifierKey key = VerifierKey.parse(item.get("vkey").asText());
            assertThat(key).hasToString(item.get("vkey").asText());
            SignedNote note = SignedNote.parse(item.get("note").asText());
            assertThat(note).hasToString(item.get("note").asText());
            assertThat(note.verify(List.of(key))).isInstanceOf(NoteVerification.Verified.class);
            assertThat(new SignedNote("x" + note.text(), note.signatures()).verify(List.of(key)))
                    .isInstanceOf(NoteVerification.Rejected.class);
        }
    }

    @Test
    void the_signatures_of_the_derived_log_and_witness_are_rebuilt_byte_for_byte() {
        JsonNode derived = TlogVectors.read("notes.json").get("derived");
        SigningKey log = key(LOG, derived.get("log_seed_hex").asText());
        SigningKey witness =
                key("witness.example/w1", derived.get("witness_seed_hex").asText());
        VerifierKey cosigner = witness.verifier().as(VerifierKey.Type.COSIGNATURE_V1);
        assertThat(log.verifier()).hasToString(derived.get("log_vkey").asText());
        assertThat(cosigner).hasToString(derived.get("witness_vkey").asText());

        String text = derived.get("checkpoint_size8_with_cosignature").asText();
        SignedNote note = SignedNote.parse(text);
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        Instant time = Instant.ofEpochSecond(1_700_000_000);
        NoteSignature signature = new NoteSigner(log.verifier(), log::sign).sign(checkpoint.toString());
        NoteSignature cosignature = new NoteSigner(witness.verifier(), witness::sign).cosign(checkpoint, time);
        assertThat(new SignedNote(checkpoint.toString(), List.of(signature, cosignature)))
                .hasToString(text);
        assertThat(derived.get("expected_add_checkpoint_response_at_time_1700000000")
                        .asText())
                .isEqualTo(cosignature + "\n");

        assertThat(note.verify(List.of(log.verifier(), cosigner)))
                .isInstanceOfSatisfying(
                        NoteVerification.Verified.class,
                        verified -> assertThat(verified.by().getLast().time()).hasValue(time));
    }

    @Test
    void the_derived_receipt_verifies_for_its_entry_only() {
        JsonNode derived = TlogVectors.read("notes.json").get("derived");
        String text = derived.get("tlog_proof_index5_of_8").asText();
        VerifierKey log = VerifierKey.parse(derived.get("log_vkey").asText());
        byte[] entry = HexFormat.of().parseHex(derived.get("leaf5_data_hex").asText());
        TlogProof proof = TlogProof.parse(text);
        assertThat(proof).hasToString(text);
        assertThat(proof.verify(entry, log)).isEmpty();
        assertThat(proof.verify(new byte[] {1}, log)).isPresent();
        assertThat(new TlogProof(proof.extra(), 4, proof.hashes(), proof.checkpoint()).verify(entry, log))
                .isPresent();
        VerifierKey renamed = new VerifierKey("other.example/log", log.type(), log.publicKeyHex());
        assertThat(proof.verify(entry, renamed)).isPresent();
    }

    @Test
    void published_checkpoint_texts_parse_only_with_a_root_of_32_bytes() {
        JsonNode cases = TlogVectors.read("notes.json").get("checkpoint_body_parse_cases");
        for (JsonNode valid : cases.get("valid")) {
            String[] lines = valid.asText().split("\n", -1);
            int length = Base64.getDecoder().decode(lines[2]).length;
            if (length != Hash32.LENGTH) {
                assertMalformed(() -> Checkpoint.parse(valid.asText()));
                lines[2] = Hash32.sha256().base64();
            }
            String strict = String.join("\n", lines);
            assertThat(Checkpoint.parse(strict)).hasToString(strict);
        }
        for (JsonNode invalid : cases.get("invalid")) {
            assertMalformed(() -> Checkpoint.parse(invalid.asText()));
        }
    }

    @Test
    void published_keys_parse_and_bad_ones_do_not() {
        JsonNode cases = TlogVectors.read("notes.json").get("vkey_cases");
        for (JsonNode valid : cases.get("valid")) {
            assertThat(VerifierKey.parse(valid.asText())).hasToString(valid.asText());
        }
        for (JsonNode invalid : cases.get("invalid")) {
            assertMalformed(() -> VerifierKey.parse(invalid.asText()));
        }
        JsonNode timestamp = cases.get("cosignature_timestamp");
        byte[] bytes = Base64.getDecoder().decode(timestamp.get("signature_b64").asText());
        assertThat(Cosignature.parse(Arrays.copyOfRange(bytes, 4, bytes.length)).time())
                .isEqualTo(Instant.ofEpochSecond(timestamp.get("unix_time").asLong()));
    }

    @Test
    void published_bad_receipts_do_not_parse() {
        for (JsonNode invalid :
                TlogVectors.read("notes.json").get("tlog_proof_parse_cases").get("invalid")) {
            assertMalformed(() -> TlogProof.parse(invalid.asText()));
        }
    }

    @Test
    void tile_numbers_are_written_in_groups_of_three() {
        for (JsonNode item : TlogVectors.read("tiles-70000.json").get("index_path_encoding")) {
            String path = "tile/0/" + item.get("path").asText();
            assertThat(TilePath.hashes(0, item.get("n").asLong(), TilePath.FULL))
                    .hasToString(path);
            assertThat(TilePath.parse(path).index()).isEqualTo(item.get("n").asLong());
        }
    }

    private static SigningKey key(String name, String seedHex) {
        byte[] seed = HexFormat.of().parseHex(seedHex);
        VerifierKey verifier = VerifierKey.of(name, VerifierKey.Type.ED25519, Ed25519.publicKey(seed));
        byte[] typed = new byte[33];
        typed[0] = 1;
        System.arraycopy(seed, 0, typed, 1, 32);
        return SigningKey.parse("PRIVATE+KEY+" + name + "+" + verifier.id() + "+"
                + Base64.getEncoder().encodeToString(typed));
    }

    private static void assertMalformed(Runnable parse) {
        assertThatThrownBy(parse::run).isInstanceOf(MalformedNoteException.class);
    }
}
