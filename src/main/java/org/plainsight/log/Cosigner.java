package org.plainsight.log;

import java.util.List;
import java.util.function.LongFunction;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.NoteSignature;
import org.plainsight.note.SignedNote;
import org.plainsight.note.VerifierKey;

/** Witnesses outside, who cosign each checkpoint that continues the one they saw before. */
public interface Cosigner {

    /** Nobody. */
    Cosigner NOBODY = new Cosigner() {
        @Override
        public List<NoteSignature> cosign(SignedNote checkpoint, LongFunction<List<Hash32>> consistencyFrom) {
            return List.of();
        }

        @Override
        public boolean mayAdd(SignedNote checkpoint) {
            return false;
        }

        @Override
        public List<VerifierKey> keys() {
            return List.of();
        }
    };

    /**
     * Asks for what is missing on the checkpoint, within a time that a round can wait. A witness that fails is left out
     * and asked again later.
     *
     * @param consistencyFrom the proof from an earlier size, at least 1, to that of the checkpoint
     * @return signatures that verify
     */
    List<NoteSignature> cosign(SignedNote checkpoint, LongFunction<List<Hash32>> consistencyFrom);

    /** Whether asking now could add a signature. */
    boolean mayAdd(SignedNote checkpoint);

    /** Whose cosignatures are known. */
    List<VerifierKey> keys();
}
