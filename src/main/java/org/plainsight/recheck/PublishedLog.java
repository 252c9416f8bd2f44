package org.plainsight.recheck;

import java.util.List;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.Checkpoint;

/**
 * The log as it was read: every entry up to the checkpoint, and the hashes recomputed from them.
 *
 * @param note the signed checkpoint as served
 */
public record PublishedLog(String note, Checkpoint checkpoint, List<Entry> entries, List<Hash32> leafHashes) {

    /** The bytes of one entry, kept as text since every entry is UTF-8 JSON. */
    public record Entry(long index, String json) {}

    public PublishedLog {
        entries = List.copyOf(entries);
        leafHashes = List.copyOf(leafHashes);
    }
}
