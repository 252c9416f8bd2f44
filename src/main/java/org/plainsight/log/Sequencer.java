package org.plainsight.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.NoteSignature;
import org.plainsight.note.SignedNote;

/**
 * Turns appended entries into a published checkpoint, one round at a time: stage the tiles, recompute leaves, root and
 * tiles from the entries on a second path, sign, write the signed note outside the database, ask the witnesses, then swap
 * the head and publish the tiles in one transaction. A round that died anywhere is finished by the next one; there is no
 * other recovery.
 *
 * <p>Whatever was signed before, by the database's word or the file's, must be the beginning of what is signed now. If
 * it is not, nothing is signed again until the process is restarted over a repaired log. After a start, and whenever a
 * checkpoint is renewed for its age, everything stored is checked from the first entry on.
 */
public final class Sequencer {

    /** An idle log is signed anew this often, so that a frozen one shows: its cosignature carries the time. */
    public static final Duration RESIGN_AFTER = Duration.ofHours(20);

    /** Entries put under one checkpoint at most; the rest waits for the next round. */
    static final int MAX_ENTRIES = 65_536;

    private final LogStore store;
    private final HighestSigned highest;
    private final String origin;
    private final Clock clock;
    private final SigningLock lock;
    private final Cosigner witnesses;
    private final SignedHeads heads;

    private Replay replay = new Replay();
    private boolean checkedSinceStart;
    private volatile Optional<Sequencing.Refused> refusal = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();

    /**
     * @param origin the name of the log, which is the name of its key, too
     * @param lock kept by one process at a time
     */
    public Sequencer(
            LogStore store,
            HighestSigned highest,
            LogSigner signer,
            String origin,
            Clock clock,
            SigningLock lock,
            Cosigner witnesses) {
        if (!signer.verifierKey().name().equals(origin)) {
            throw new IllegalArgumentException("the log is named " + origin + " and its key is named "
                    + signer.verifierKey().name() + "; use the key of this log, or set its name back");
        }
        this.store = store;
        this.highest = highest;
        this.origin = origin;
        this.clock = clock;
        this.lock = lock;
        this.witnesses = witnesses;
        this.heads = new SignedHeads(signer, origin, highest, witnesses);
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
            Sequencing result = lock.hold() ? round() : standby();
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

    /** Whatever we knew, the other process may have gone on. */
    private Sequencing standby() {
        checkedSinceStart = false;
        return new Sequencing.Standby();
    }

    private Sequencing round() {
        // In this order: whatever file or head name was committed before, so the size read last has it.
        Optional<String> file = highest.read();
        Optional<SignedCheckpoint> head = store.head();
        long size = store.size();
        boolean aged = head.filter(this::isOld).isPresent();
        boolean due = head.isEmpty() || head.get().size() < size || aged;
        if (checkedSinceStart && !due) {
            return cosignedSince(head.get());
        }
        long published = head.map(SignedCheckpoint::size).orElse(0L);
        Replay from = aged || !checkedSinceStart ? new Replay() : replay;
        replay = replayed(from, heads.signedBefore(file, head), published, size);
        checkedSinceStart = true;
        return due ? extend(head, published, size) : new Sequencing.UpToDate(size);
    }

    private boolean isOld(SignedCheckpoint head) {
        return !clock.instant().isBefore(head.signedAt().plus(RESIGN_AFTER));
    }

    private Sequencing extend(Optional<SignedCheckpoint> head, long published, long size) {
        long target = Math.max(replay.size(), Math.min(size, published + MAX_ENTRIES));
        TileStaging staged = TileStaging.of(store, published, target);
        Replay extended = replay.copy();
        extended.advance(store, target, false);
        Hash32 root = staged.root(target);
        if (!extended.root().equals(root) || !extended.grewTo(staged.tiles())) {
            throw new BrokenLogException(
                    "tiles and entries lead to different hashes at size " + target,
                    "Restore the database from a sound backup, then restart; if it happens again, report a fault");
        }
        SignedCheckpoint signed = heads.sign(new Checkpoint(origin, target, root), time(head));
        highest.write(signed.note());
        SignedCheckpoint next = cosigned(signed, staged);
        if (!store.publish(head, next, staged.tiles())) {
            return new Sequencing.Overtaken();
        }
        extended.mark();
        replay = extended;
        return new Sequencing.Signed(next);
    }

    /** Time never runs back from one checkpoint to the next. */
    private Instant time(Optional<SignedCheckpoint> head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return head.map(SignedCheckpoint::signedAt)
                .filter(before -> before.isAfter(now))
                .orElse(now);
    }

    /** Witnesses that were late or down are asked again while the log rests. */
    private Sequencing cosignedSince(SignedCheckpoint head) {
        if (!witnesses.mayAdd(SignedNote.parse(head.note()))) {
            return new Sequencing.UpToDate(head.size());
        }
        SignedCheckpoint more = cosigned(head, store);
        return !more.equals(head) && store.publish(Optional.of(head), more, List.of())
                ? new Sequencing.Signed(more)
                : new Sequencing.UpToDate(head.size());
    }

    private SignedCheckpoint cosigned(SignedCheckpoint head, TileSource tiles) {
        SignedNote note = SignedNote.parse(head.note());
        List<NoteSignature> cosignatures =
                witnesses.cosign(note, from -> LogTree.consistencyProof(from, head.size(), new TileHashes(tiles)));
        return cosignatures.isEmpty()
                ? head
                : new SignedCheckpoint(
                        head.size(), head.root(), note.with(cosignatures).toString(), head.signedAt());
    }

    /** Replays the entries through every tree signed before, smallest first; from the start where we are beyond one. */
    private Replay replayed(Replay from, List<Checkpoint> signed, long published, long size) {
        boolean goesOn = signed.stream().allMatch(checkpoint -> checkpoint.size() >= from.size());
        Replay verified = goesOn ? from.copy() : new Replay();
        for (Checkpoint checkpoint : signed) {
            if (checkpoint.size() > size) {
                throw new BrokenLogException(
                        "the database has " + size + " entries, but a checkpoint of " + checkpoint.size()
                                + " was signed: the database was set back",
                        "Restore a backup of the database that has at least " + checkpoint.size()
                                + " entries, then restart");
            }
            verified.advance(store, checkpoint.size(), checkpoint.size() <= published);
            if (!verified.root().equals(checkpoint.root())) {
                throw new BrokenLogException(
                        "the entries in the database are not those of the checkpoint signed at size "
                                + checkpoint.size() + ": this would be a fork",
                        "Restore the database the checkpoint in " + highest.place() + " was made from, then restart");
            }
            if (checkpoint.size() == published) {
                verified.checkEdges(store);
                verified.mark();
            }
        }
        return verified;
    }
}
