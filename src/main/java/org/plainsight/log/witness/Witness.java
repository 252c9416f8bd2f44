package org.plainsight.log.witness;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.LogProof;
import org.plainsight.note.AddCheckpoint;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.VerifierKey;

/** Cosigns checkpoints of other logs that continue what it cosigned before, and remembers first. Thread-safe. */
public final class Witness {

    /** The answer to a request, as c2sp.org/tlog-witness has it. */
    public sealed interface Answer {

        /** @param lines signature lines, each with its newline */
        record Cosigned(String lines) implements Answer {}

        /** @param size of the newest checkpoint cosigned */
        record Conflict(long size) implements Answer {}

        /** @param status the HTTP status */
        record Refused(int status, String reason) implements Answer {}
    }

    private final Collection<VerifierKey> logs;
    private final WitnessedHeads heads;
    private final NoteSigner signer;
    private final Clock clock;

    /** @param logs the keys whose logs are witnessed, each named like its log's origin */
    public Witness(Collection<VerifierKey> logs, WitnessedHeads heads, NoteSigner signer, Clock clock) {
        this.logs = List.copyOf(logs);
        this.heads = heads;
        this.signer = signer;
        this.clock = clock;
    }

    public Answer add(byte[] request) {
        AddCheckpoint asked;
        try {
            asked = AddCheckpoint.parse(request);
        } catch (MalformedNoteException e) {
            return new Answer.Refused(400, String.valueOf(e.getMessage()));
        }
        Checkpoint next = Checkpoint.parse(asked.checkpoint().text());
        List<VerifierKey> keys =
                logs.stream().filter(key -> key.name().equals(next.origin())).toList();
        if (keys.isEmpty()) {
            return new Answer.Refused(404, "this witness does not follow the log " + next.origin());
        }
        if (asked.checkpoint().verify(keys) instanceof NoteVerification.Rejected(String reason)) {
            return new Answer.Refused(403, reason);
        }
        if (asked.oldSize() > next.size()) {
            return new Answer.Refused(400, "the old size is beyond the checkpoint");
        }
        return cosign(asked, next);
    }

    private Answer cosign(AddCheckpoint asked, Checkpoint next) {
        Optional<Checkpoint> latest = heads.latest(next.origin());
        long size = latest.map(Checkpoint::size).orElse(0L);
        if (asked.oldSize() != size) {
            return new Answer.Conflict(size);
        }
        if (latest.isPresent() && size == next.size() && !latest.get().root().equals(next.root())) {
            return new Answer.Conflict(size);
        }
        Optional<String> problem = size == 0
                ? Optional.of("a first checkpoint needs no proof")
                        .filter(reason -> !asked.proof().isEmpty())
                : LogProof.verifyConsistency(
                        size, next.size(), asked.proof(), latest.orElseThrow().root(), next.root());
        if (problem.isPresent()) {
            return new Answer.Refused(422, problem.get());
        }
        String line = signer.cosign(next, clock.instant()) + "\n";
        return heads.replace(next.origin(), latest, asked.checkpoint())
                ? new Answer.Cosigned(line)
                : new Answer.Conflict(
                        heads.latest(next.origin()).map(Checkpoint::size).orElse(0L));
    }
}
