package org.plainsight.recheck;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.NoteSignature;
import org.plainsight.note.SignedNote;
import org.plainsight.note.TilePath;
import org.plainsight.note.VerifierKey;
import org.plainsight.note.WitnessPolicy;

/**
 * Reads the whole log and recomputes its root and tiles; compares it with a checkpoint that the reader kept from before,
 * and with the witnesses the reader demands.
 */
final class LogCheck {

    private static final String SUBJECT = "log";
    private static final String PREFIX = "/log/";
    static final String CHECKPOINT = PREFIX + "checkpoint";

    private final PublicSite site;
    private final Report report;
    private final Instant now;

    LogCheck(PublicSite site, Report report, Instant now) {
        this.site = site;
        this.report = report;
        this.now = now;
    }

    /**
     * @param key the log's key as the reader holds it; empty to take the one the site shows
     * @param policy the witnesses the reader demands
     * @param kept a checkpoint note kept from before
     * @return empty when the log cannot be relied on for anything further
     */
    Optional<PublishedLog> read(Optional<String> key, Optional<WitnessPolicy> policy, Optional<String> kept) {
        try {
            String shown = text("verifier-key").strip();
            if (key.isPresent() && !key.get().equals(shown)) {
                report.differs(SUBJECT, "the site shows the key " + shown + ", you hold " + key.get());
                return Optional.empty();
            }
            return read(VerifierKey.parse(shown), policy, kept);
        } catch (UnreadableException e) {
            if (e.isMissing()) {
                report.differs(SUBJECT, "has a gap below its own checkpoint: " + e.getMessage());
            } else {
                report.unchecked(SUBJECT, "cannot be read: " + e.getMessage());
            }
            return Optional.empty();
        } catch (MalformedNoteException e) {
            report.differs(SUBJECT, "is not in its form: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<PublishedLog> read(VerifierKey key, Optional<WitnessPolicy> policy, Optional<String> kept) {
        String note = checkpoint();
        Optional<Checkpoint> checkpoint = verified(note, key, "the checkpoint");
        if (checkpoint.isEmpty()) {
            return Optional.empty();
        }
        age(note, key);
        witnesses(note, key, policy);
        List<PublishedLog.Entry> entries = entries(checkpoint.get().size());
        List<Hash32> leaves = entries.stream()
                .map(e -> LogTree.leafHash(e.json().getBytes(StandardCharsets.UTF_8)))
                .toList();
        Hash32 root = LogTree.root(leaves);
        report.compare(
                root.equals(checkpoint.get().root()),
                SUBJECT,
                leaves.size() + " entries hash to the signed root " + root.toHex(),
                leaves.size() + " entries hash to " + root.toHex() + ", the signed root is "
                        + checkpoint.get().root().toHex());
        tiles(leaves);
        kept.ifPresent(before -> consistent(before, key, leaves));
        return root.equals(checkpoint.get().root())
                ? Optional.of(new PublishedLog(key, note, checkpoint.get(), entries, leaves))
                : Optional.empty();
    }

    /** A log that shows no head hides all of it, and that is something else than a gap. */
    private String checkpoint() {
        try {
            return text("checkpoint");
        } catch (UnreadableException e) {
            throw e.isMissing() ? new UnreadableException("no checkpoint is shown: " + e.getMessage()) : e;
        }
    }

    private Optional<Checkpoint> verified(String note, VerifierKey key, String what) {
        SignedHead head = SignedHead.of(note, key);
        if (head.problem().isPresent()) {
            report.differs(SUBJECT, what + head.problem().get());
            return Optional.empty();
        }
        Checkpoint checkpoint = head.checkpoint();
        report.agrees(SUBJECT, what + " of size " + checkpoint.size() + " is signed by " + key);
        return Optional.of(checkpoint);
    }

    private void age(String note, VerifierKey key) {
        Optional<Instant> time = PublishedLog.timeSigned(note, key);
        if (time.isEmpty()) {
            report.unchecked(SUBJECT, "the checkpoint does not say when it was signed, so it may be an old one");
        } else if (HeadAge.isStale(time.get(), now)) {
            report.differs(
                    SUBJECT,
                    "the checkpoint is of " + time.get() + ", more than a day old: the log is frozen, or you are shown"
                            + " an old one");
        } else if (HeadAge.isAhead(time.get(), now)) {
            report.differs(SUBJECT, "the checkpoint is dated ahead: " + time.get());
        } else {
            report.agrees(SUBJECT, "the checkpoint was signed at " + time.get());
        }
    }

    private void witnesses(String note, VerifierKey key, Optional<WitnessPolicy> policy) {
        SignedNote signed = SignedNote.parse(note);
        if (policy.isPresent()) {
            WitnessPolicy demanded = policy.get().forLog(key, Optional.empty());
            Optional<String> problem = demanded.problem(signed);
            report.compare(
                    problem.isEmpty(),
                    SUBJECT,
                    "the checkpoint is cosigned as your policy demands, by "
                            + demanded.cosigners(signed).keySet(),
                    "the checkpoint and your policy: " + problem.orElse(""));
        }
        List<VerifierKey> known = new ArrayList<>(List.of(key, key.as(VerifierKey.Type.COSIGNATURE_V1)));
        policy.ifPresent(p -> p.witnesses().forEach(w -> known.add(w.key())));
        List<String> unknown = signed.signatures().stream()
                .filter(line -> known.stream().noneMatch(line::names))
                .map(NoteSignature::name)
                .toList();
        if (!unknown.isEmpty()) {
            report.agrees(
                    SUBJECT,
                    "signatures by keys you do not know count for nothing here, of " + unknown
                            + "; --policy names the witnesses you trust");
        }
    }

    private List<PublishedLog.Entry> entries(long size) {
        List<PublishedLog.Entry> entries = new ArrayList<>();
        for (long tile = 0; tile * TilePath.FULL < size; tile++) {
            int width = (int) Math.min(TilePath.FULL, size - tile * TilePath.FULL);
            String path = TilePath.entries(tile, width).toString();
            for (String json : EntryBundle.read(bytes(path), width)) {
                entries.add(new PublishedLog.Entry(entries.size(), json));
            }
        }
        return entries;
    }

    /** The hash tiles must say what the entries say, at every level. */
    private void tiles(List<Hash32> leaves) {
        List<Hash32> level = leaves;
        int tiles = 0;
        for (int l = 0; !level.isEmpty(); l++) {
            List<Hash32> parents = new ArrayList<>();
            for (int start = 0; start < level.size(); start += TilePath.FULL) {
                List<Hash32> tile = level.subList(start, Math.min(level.size(), start + TilePath.FULL));
                TilePath path = TilePath.hashes(l, start / TilePath.FULL, tile.size());
                if (!Arrays.equals(bytes(path.toString()), concatenated(tile))) {
                    report.differs(SUBJECT, path + " does not hold the hashes of the entries");
                    return;
                }
                tiles++;
                if (tile.size() == TilePath.FULL) {
                    parents.add(LogTree.root(tile));
                }
            }
            level = parents;
        }
        report.agrees(SUBJECT, tiles + " hash tiles hold the hashes of the entries");
    }

    private static byte[] concatenated(List<Hash32> hashes) {
        byte[] all = new byte[hashes.size() * Hash32.LENGTH];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i).toBytes(), 0, all, i * Hash32.LENGTH, Hash32.LENGTH);
        }
        return all;
    }

    private void consistent(String before, VerifierKey key, List<Hash32> leaves) {
        Optional<Checkpoint> kept = verified(before, key, "the checkpoint you kept");
        if (kept.isEmpty()) {
            return;
        }
        long size = kept.get().size();
        if (size > leaves.size()) {
            report.differs(
                    SUBJECT,
                    "had " + size + " entries when you last looked and has " + leaves.size()
                            + " now: it was set back, or you are shown an old one");
            return;
        }
        report.compare(
                LogTree.root(leaves.subList(0, (int) size)).equals(kept.get().root()),
                SUBJECT,
                "grew from the " + size + " entries you saw before, and none of those changed",
                "the first " + size + " entries are not those you saw before: the log was rewritten or forked; keep"
                        + " both checkpoints, they are signed evidence");
    }

    private String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String path) {
        return site.read(PREFIX + path);
    }
}
