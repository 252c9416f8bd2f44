package org.plainsight.recheck;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.NoteVerification;
import org.plainsight.note.SignedNote;
import org.plainsight.note.TilePath;
import org.plainsight.note.VerifierKey;

/** Reads the whole log and recomputes its root; compares it with a checkpoint that the reader kept from before. */
final class LogCheck {

    private static final String SUBJECT = "log";
    private static final String PREFIX = "/log/";

    private final PublicSite site;
    private final Report report;

    LogCheck(PublicSite site, Report report) {
        this.site = site;
        this.report = report;
    }

    /**
     * @param key the log's key as the reader holds it; empty to take the one the site shows
     * @param kept a checkpoint note kept from before
     * @return empty when the log cannot be relied on for anything further
     */
    Optional<PublishedLog> read(Optional<String> key, Optional<String> kept) {
        try {
            String shown = text("verifier-key").strip();
            if (key.isPresent() && !key.get().equals(shown)) {
                report.differs(SUBJECT, "the site shows the key " + shown + ", you hold " + key.get());
                return Optional.empty();
            }
            return read(VerifierKey.parse(shown), kept);
        } catch (UnreadableException | MalformedNoteException e) {
            report.unchecked(SUBJECT, "cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<PublishedLog> read(VerifierKey key, Optional<String> kept) {
        String note = text("checkpoint");
        Optional<Checkpoint> checkpoint = verified(note, key);
        if (checkpoint.isEmpty()) {
            return Optional.empty();
        }
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
                ? Optional.of(new PublishedLog(note, checkpoint.get(), entries, leaves))
                : Optional.empty();
    }

    private Optional<Checkpoint> verified(String note, VerifierKey key) {
        SignedNote signed = SignedNote.parse(note);
        return switch (signed.verify(List.of(key))) {
            case NoteVerification.Verified ok -> {
                Checkpoint checkpoint = Checkpoint.parse(signed.text());
                report.agrees(SUBJECT, "the checkpoint of size " + checkpoint.size() + " is signed by " + key);
                yield Optional.of(checkpoint);
            }
            case NoteVerification.Rejected rejected -> {
                report.differs(SUBJECT, "the checkpoint's signature: " + rejected.reason());
                yield Optional.empty();
            }
        };
    }

    private List<PublishedLog.Entry> entries(long size) {
        List<PublishedLog.Entry> entries = new ArrayList<>();
        for (long tile = 0; tile * TilePath.FULL < size; tile++) {
            int width = (int) Math.min(TilePath.FULL, size - tile * TilePath.FULL);
            ByteBuffer bundle =
                    ByteBuffer.wrap(bytes(TilePath.entries(tile, width).toString()));
            for (int i = 0; i < width; i++) {
                entries.add(new PublishedLog.Entry(tile * TilePath.FULL + i, entry(bundle)));
            }
            if (bundle.hasRemaining()) {
                throw new UnreadableException("the entry bundle " + tile + " has bytes after its last entry");
            }
        }
        return entries;
    }

    private static String entry(ByteBuffer bundle) {
        if (bundle.remaining() < 2) {
            throw new UnreadableException("an entry bundle ends too early");
        }
        int length = Short.toUnsignedInt(bundle.getShort());
        if (bundle.remaining() < length) {
            throw new UnreadableException("an entry bundle ends inside an entry");
        }
        byte[] entry = new byte[length];
        bundle.get(entry);
        String json = new String(entry, StandardCharsets.UTF_8);
        if (!Arrays.equals(json.getBytes(StandardCharsets.UTF_8), entry)) {
            throw new UnreadableException("an entry is not UTF-8");
        }
        return json;
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
        ByteBuffer all = ByteBuffer.allocate(hashes.size() * Hash32.LENGTH);
        hashes.forEach(h -> all.put(h.toBytes()));
        return all.array();
    }

    private void consistent(String before, VerifierKey key, List<Hash32> leaves) {
        Optional<Checkpoint> kept = verified(before, key);
        if (kept.isEmpty()) {
            return;
        }
        long size = kept.get().size();
        if (size > leaves.size()) {
            report.differs(SUBJECT, "had " + size + " entries when you last looked and has " + leaves.size() + " now");
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
