package org.plainsight.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.VerifierKey;

/**
 * Turns appended entries into a published checkpoint, one round at a time: stage the tiles, recompute leaves and root
 * from the entries on a second path, sign, write the signed note outside the database, then swap the head and publish
 * the tiles in one transaction. A round that died anywhere is finished by the next one; there is no other recovery.
 *
 * <p>Whatever was signed before, by the database's word or the file's, must be the beginning of what is signed now. If
 * it is not, nothing is signed again until the process is restarted over a repaired log.
 */
public final class Sequencer {

    /** An idle log is signed anew this often, so that a frozen one shows: its cosignature carries the time. */
    public static final Duration RESIGN_AFTER = Duration.ofHours(20);

    /** Entries put under one checkpoint at most; the rest waits for the next round. */
    static final int MAX_ENTRIES = 65_536;

    private static final String RESTORE_FILE =
            "Save the newest checkpoint anybody has kept of this log (as served at /log/checkpoint) there, then restart";

    private final LogStore store;
    private final HighestSigned highest;
    private final LogSigner signer;
    private final String origin;
    private final Clock clock;

    private Replay replay = new Replay();
    private boolean checkedSinceStart;
    private volatile Optional<Sequencing.Refused> refusal = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();

    /** @param origin the name of the log, which is the name of its key, too */
    public Sequencer(LogStore store, HighestSigned highest, LogSigner signer, String origin, Clock clock) {
        if (!signer.verifierKey().name().equals(origin)) {
            throw new IllegalArgumentException("the log is named " + origin + " and its key is named "
                    + signer.verifierKey().name() + "; use the key of this log, or set its name back");
        }
        this.store = store;
        this.highest = highest;
        this.signer = signer;
        this.origin = origin;
        this.clock = clock;
    }

    /** Why nothing is signed any more; empty while the log is sound. */
    public Optional<Sequencing.Refused> refusal() {
        return refusal;
    }

    /** What the last round died of; empty when it came to an end. */
    public Optional<String> failure() {
        return failure;
    }

    /** One round. An exception from storage, file or key leaves everything to the next round. */
    public synchronized Sequencing run() {
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            Sequencing result = round();
            failure = Optional.empty();
            return result;
        } catch (BrokenLogException e) {
            Sequencing.Refused refused = e.asRefused();
            refusal = Optional.of(refused);
            return refused;
        } catch (RuntimeException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private Sequencing round() {
        // In this order: whatever file or head name was committed before, so the size read last has it.
        Optional<String> file = highest.read();
        Optional<SignedCheckpoint> head = store.head();
        long size = store.size();
        boolean due = head.isEmpty() || head.get().size() < size || isOld(head.get());
        if (checkedSinceStart && !due) {
            return new Sequencing.UpToDate(size);
        }
        replay = replayOf(signedBefore(file, head), size);
        checkedSinceStart = true;
        return due ? extend(head, size) : new Sequencing.UpToDate(size);
    }

    private boolean isOld(SignedCheckpoint head) {
        return !clock.instant().isBefore(head.signedAt().plus(RESIGN_AFTER));
    }

    private Sequencing extend(Optional<SignedCheckpoint> head, long size) {
        long published = head.map(SignedCheckpoint::size).orElse(0L);
        long target = Math.max(replay.size(), Math.min(size, published + MAX_ENTRIES));
        TileStaging staged = TileStaging.of(store, published, target);
        Replay extended = replay.copy();
        extended.advance(store, target);
        Hash32 root = staged.root(target);
        if (!extended.root().equals(root)) {
            throw new BrokenLogException(
                    "tiles and entries lead to different roots at size " + target,
                    "Restore the database from a sound backup, then restart; if it happens again, report a fault");
        }
        SignedCheckpoint next = sign(new Checkpoint(origin, target, root), head);
        highest.write(next.note());
        if (!store.publish(head, next, staged.tiles())) {
            return new Sequencing.Overtaken();
        }
        replay = extended;
        return new Sequencing.Signed(next);
    }

    /** Signed twice by one key: plainly, and with the time. Time never runs back from one checkpoint to the next. */
    private SignedCheckpoint sign(Checkpoint checkpoint, Optional<SignedCheckpoint> head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant signedAt = head.map(SignedCheckpoint::signedAt)
                .filter(before -> before.isAfter(now))
                .orElse(now);
        NoteSigner lines = new NoteSigner(signer.verifierKey(), signer::sign);
        SignedNote note = new SignedNote(
                checkpoint.toString(), List.of(lines.sign(checkpoint.toString()), lines.cosign(checkpoint, signedAt)));
        if (!isOurs(note)) {
            throw new IllegalStateException("the signer's signature does not verify under its own key");
        }
        return new SignedCheckpoint(checkpoint.size(), checkpoint.root(), note.toString(), signedAt);
    }

    /** The trees we have put our name to: the database's head and the note in the file. */
    private List<Checkpoint> signedBefore(Optional<String> file, Optional<SignedCheckpoint> head) {
        List<Checkpoint> signed = new ArrayList<>();
        if (head.isPresent() && file.isEmpty()) {
            throw new BrokenLogException(
                    "there is a published checkpoint, but no highest signed one in " + highest.place(), RESTORE_FILE);
        }
        file.ifPresent(note -> signed.add(open(note, highest.place(), RESTORE_FILE)));
        head.ifPresent(published -> {
            String remedy = "Restore the database from a sound backup and the log's own key, then restart";
            Checkpoint opened = open(published.note(), "the database", remedy);
            if (opened.size() != published.size() || !opened.root().equals(published.root())) {
                throw new BrokenLogException("the head in the database is not the checkpoint signed for it", remedy);
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
            if (isOurs(opened) && checkpoint.origin().equals(origin)) {
                return checkpoint;
            }
        } catch (MalformedNoteException e) {
            throw new BrokenLogException("no signed checkpoint in " + place + ": " + e.getMessage(), remedy, e);
        }
        throw new BrokenLogException(
                "the checkpoint in " + place + " is not signed by the key " + signer.verifierKey() + " of this log",
                remedy);
    }

    private boolean isOurs(SignedNote note) {
        VerifierKey key = signer.verifierKey();
        return note.verify(List.of(key, key.as(VerifierKey.Type.COSIGNATURE_V1)))
                        instanceof NoteVerification.Verified verified
                && verified.by().stream().anyMatch(signed -> signed.key().equals(key));
    }

    /** Replays the entries through every tree signed before, smallest first; from the start where we are beyond one. */
    private Replay replayOf(List<Checkpoint> signed, long size) {
        boolean goesOn = signed.stream().allMatch(checkpoint -> checkpoint.size() >= replay.size());
        Replay verified = goesOn ? replay.copy() : new Replay();
        for (Checkpoint checkpoint : signed) {
            if (checkpoint.size() > size) {
                throw new BrokenLogException(
                        "the database has " + size + " entries, but a checkpoint of " + checkpoint.size()
                                + " was signed: the database was set back",
                        "Restore a backup of the database that has at least " + checkpoint.size()
                                + " entries, then restart");
            }
            verified.advance(store, checkpoint.size());
            if (!verified.root().equals(checkpoint.root())) {
                throw new BrokenLogException(
                        "the entries in the database are not those of the checkpoint signed at size "
                                + checkpoint.size() + ": this would be a fork",
                        "Restore the database the checkpoint in " + highest.place() + " was made from, then restart");
            }
        }
        return verified;
    }
}
