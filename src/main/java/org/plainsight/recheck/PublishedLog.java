package org.plainsight.recheck;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.Checkpoint;
import org.plainsight.note.SignedNote;
import org.plainsight.note.VerifierKey;

/**
 * The log as it was read: every entry up to the checkpoint, and the hashes recomputed from them.
 *
 * @param key which signed the checkpoint
 * @param note the signed checkpoint as served
 */
public record PublishedLog(
        VerifierKey key, String note, Checkpoint checkpoint, List<Entry> entries, List<Hash32> leafHashes) {

    /** The bytes of one entry, kept as text since every entry is UTF-8 JSON. */
    public record Entry(long index, String json) {}

    public PublishedLog {
        entries = List.copyOf(entries);
        leafHashes = List.copyOf(leafHashes);
    }

    int size() {
        return entries.size();
    }

    /** When the checkpoint was signed; empty where it does not say. */
    Optional<Instant> signedAt() {
        return timeSigned(note, key);
    }

    /** The log's own cosignature says when it signed. */
    public static Optional<Instant> timeSigned(String note, VerifierKey key) {
        return SignedNote.parse(note).timeSigned(key.as(VerifierKey.Type.COSIGNATURE_V1));
    }
}
