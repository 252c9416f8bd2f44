package org.plainsight.note;

import java.util.ArrayList;
import java.util.List;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.MalformedHashException;

/**
 * The request to a witness, c2sp.org/tlog-witness {@code add-checkpoint}: a checkpoint and the proof that it continues the
 * one the witness has.
 *
 * @param oldSize the size the witness cosigned last, 0 for never
 * @param proof RFC 6962 consistency proof from {@code oldSize}; empty when that is 0
 */
public record AddCheckpoint(long oldSize, List<Hash32> proof, SignedNote checkpoint) {

    private static final int MAX_HASHES = 63;

    public AddCheckpoint {
        proof = List.copyOf(proof);
        if (oldSize < 0 || proof.size() > MAX_HASHES) {
            throw new MalformedNoteException(
                    "an old size is not negative, and a proof has at most " + MAX_HASHES + " hashes");
        }
        Checkpoint.parse(checkpoint.text());
    }

    /** @throws MalformedNoteException when the bytes are no such request */
    public static AddCheckpoint parse(byte[] body) {
        if (body.length > SignedNote.MAX_BYTES) {
            throw new MalformedNoteException("a request is at most " + SignedNote.MAX_BYTES + " bytes long");
        }
        String text = NoteText.utf8(body, "the request");
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new MalformedNoteException("a request has a blank line before its checkpoint");
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, blank).split("\n", MAX_HASHES + 3)));
        String old = lines.removeFirst();
        if (!old.startsWith("old ")) {
            throw new MalformedNoteException("a request begins with: old <size>");
        }
        List<Hash32> proof = new ArrayList<>();
        for (String line : lines) {
            try {
                proof.add(Hash32.fromBase64(line));
            } catch (MalformedHashException e) {
                throw new MalformedNoteException("a line of the proof: " + e.getMessage(), e);
            }
        }
        return new AddCheckpoint(
                NoteText.decimal(old.substring("old ".length()), "the old size"),
                proof,
                SignedNote.parse(text.substring(blank + 2)));
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("old ").append(oldSize).append('\n');
        proof.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
