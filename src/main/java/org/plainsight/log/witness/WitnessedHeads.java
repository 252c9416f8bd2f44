package org.plainsight.log.witness;

import java.util.Optional;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.SignedNote;

/** The newest checkpoint a witness cosigned of each log. */
public interface WitnessedHeads {

    /** Empty when this log was never cosigned. */
    Optional<Checkpoint> latest(String origin);

    /**
     * Replaces the head if it is still the expected one (by size and root), in one step; durable when it returns.
     *
     * @return false, with nothing changed, when it is another by now
     */
    boolean replace(String origin, Optional<Checkpoint> expected, SignedNote next);
}
