package org.plainsight.log.witness;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.SignedNote;

/** The heads of a witness in memory, which can fail before or after they persist. */
final class MemoryHeads implements WitnessedHeads {

    private final Map<String, Checkpoint> heads = new ConcurrentHashMap<>();
    private boolean failsBefore;
    private boolean failsAfter;

    void failOnce(boolean persisted) {
        failsBefore = !persisted;
        failsAfter = persisted;
    }

    @Override
    public synchronized Optional<Checkpoint> latest(String origin) {
        return Optional.ofNullable(heads.get(origin));
    }

    @Override
    public synchronized boolean replace(String origin, Optional<Checkpoint> expected, SignedNote next) {
        if (failsBefore) {
            failsBefore = false;
            throw new IllegalStateException("the disk is full");
        }
        if (!latest(origin).equals(expected)) {
            return false;
        }
        heads.put(origin, Checkpoint.parse(next.text()));
        if (failsAfter) {
            failsAfter = false;
            throw new IllegalStateException("the power went");
        }
        return true;
    }
}
