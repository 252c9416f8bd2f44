package org.plainsight.recheck;

import java.util.List;
import java.util.Optional;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.VerifierKey;

/**
 * A head of a log as a note says it, whoever signed it.
 *
 * @param problem why it is none of this log's; what it is follows the name of what was read
 */
record SignedHead(Checkpoint checkpoint, Optional<String> problem) {

    /** @throws org.plainsight.note.MalformedNoteException when it is no note, or none of a checkpoint */
    static SignedHead of(String note, VerifierKey key) {
        SignedNote signed = SignedNote.parse(note);
        Checkpoint checkpoint = Checkpoint.parse(signed.text());
        if (signed.verify(List.of(key)) instanceof NoteVerification.Rejected(String reason)) {
            return new SignedHead(checkpoint, Optional.of("'s signature: " + reason));
        }
        return new SignedHead(
                checkpoint,
                checkpoint.origin().equals(key.name())
                        ? Optional.empty()
                        : Optional.of(" is of another log: " + checkpoint.origin()));
    }
}
