package org.plainsight.note;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The answer to "did keys we trust sign this?". */
public sealed interface NoteVerification {

    /** Never empty, in the order of the lines. */
    record Verified(List<Signed> by) implements NoteVerification {
        public Verified {
            by = List.copyOf(by);
        }
    }

    record Rejected(String reason) implements NoteVerification {}

    /** @param time when the key says it signed; only cosignatures say it */
    record Signed(VerifierKey key, Optional<Instant> time) {}
}
