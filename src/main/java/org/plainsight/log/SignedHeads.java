package org.plainsight.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.NoteSignature;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.VerifierKey;

/**
 * Makes and opens our own signed heads. Each is signed twice by one key, plainly and with the time, in this order;
 * cosignatures of witnesses follow.
 */
final class SignedHeads {

    private static final int OWN_LINES = 2;
    private static final String RESTORE_FILE =
            "Save the newest checkpoint anybody has kept of this log (as served at /log/checkpoint) there, then restart";
    private static final String RESTORE_DATABASE =
            "Restore the database from a sound backup and the log's own key, then restart";

    private final LogSigner signer;
    private final String origin;
    private final HighestSigned highest;
    private final Cosigner witnesses;

    SignedHeads(LogSigner signer, String origin, HighestSigned highest, Cosigner witnesses) {
        this.signer = signer;
        this.origin = origin;
        this.highest = highest;
        this.witnesses = witnesses;
    }

    SignedCheckpoint sign(Checkpoint checkpoint, Instant time) {
        NoteSigner lines = new NoteSigner(signer.verifierKey(), signer::sign);
        SignedNote note = new SignedNote(
                checkpoint.toString(), List.of(lines.sign(checkpoint.toString()), lines.cosign(checkpoint, time)));
        if (timeSigned(note)
                .filter(time.truncatedTo(ChronoUnit.SECONDS)::equals)
                .isEmpty()) {
            throw new IllegalStateException("the signer's signature does not verify under its own key");
        }
        return new SignedCheckpoint(checkpoint.size(), checkpoint.root(), note.toString(), time);
    }

    /** The trees we have put our name to, smallest first: the database's head and the note in the file. */
    List<Checkpoint> signedBefore(Optional<String> file, Optional<SignedCheckpoint> head) {
        List<Checkpoint> signed = new ArrayList<>();
        if (head.isPresent() && file.isEmpty()) {
            throw new BrokenLogException(
                    "there is a published checkpoint, but no highest signed one in " + highest.place(), RESTORE_FILE);
        }
        file.ifPresent(note -> signed.add(open(note, highest.place(), RESTORE_FILE)));
        head.ifPresent(published -> {
            Checkpoint opened = open(published.note(), "the database", RESTORE_DATABASE);
            Optional<Instant> time = timeSigned(SignedNote.parse(published.note()));
            if (opened.size() != published.size()
                    || !opened.root().equals(published.root())
                    || time.filter(published.signedAt()::equals).isEmpty()) {
                throw new BrokenLogException(
                        "the head in the database is not the checkpoint signed for it", RESTORE_DATABASE);
            }
            signed.add(opened);
        });
        signed.sort(Comparator.comparingLong(Checkpoint::size));
        return signed;
    }

    private Checkpoint open(String note, String place, String remedy) {
        try {
            SignedNote opened = SignedNote.parse(note);
            Checkpoint checkpoint = Checkpoint.parse(opened.text());
            if (timeSigned(opened).isPresent() && checkpoint.origin().equals(origin)) {
                return checkpoint;
            }
        } catch (MalformedNoteException e) {
            throw new BrokenLogException("no signed checkpoint in " + place + ": " + e.getMessage(), remedy, e);
        }
        throw new BrokenLogException(
                "the checkpoint in " + place + " is not signed by the key " + signer.verifierKey() + " of this log",
                remedy);
    }

    /** When we signed the note; empty when a line of ours is missing, or one of ours or of a known witness is false. */
    private Optional<Instant> timeSigned(SignedNote note) {
        VerifierKey plain = signer.verifierKey();
        VerifierKey timed = plain.as(VerifierKey.Type.COSIGNATURE_V1);
        List<NoteSignature> lines = note.signatures();
        if (lines.size() < OWN_LINES
                || !lines.get(0).names(plain)
                || !lines.get(1).names(timed)) {
            return Optional.empty();
        }
        List<VerifierKey> known = new ArrayList<>(List.of(plain, timed));
        known.addAll(witnesses.keys());
        return note.verify(known) instanceof NoteVerification.Verified(var by)
                ? by.get(1).time()
                : Optional.empty();
    }
}
