package org.plainsight.log;

import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;

/**
 * Where the log lies. What is once stored never changes: storage refuses to alter or delete an entry, to shorten a tile
 * and to take the head back, whoever asks. Every method throws an unchecked exception when storage cannot be reached;
 * whether a write then took effect is unknown, and calling again is safe.
 */
public interface LogStore extends TileSource {

    /** Locks other writers out until the caller's transaction ends, and answers the number of entries. */
    long lockSize();

    /** Adds entries behind {@code from}, which {@link #lockSize} answered in the same transaction. */
    void insert(long from, List<LogEntry> entries);

    /** The number of committed entries. */
    long size();

    /** Committed entries in order, fewer than {@code max} only where the log ends. */
    List<LogEntry> entries(long from, int max);

    /** The leaf hashes stored beside the entries. */
    List<Hash32> leafHashes(long from, int max);

    /** The published checkpoint. */
    Optional<SignedCheckpoint> head();

    /**
     * Stores the tiles and moves the head in one transaction of its own, durable when it returns.
     *
     * @return false, with nothing changed, when the head is not {@code expected} (compared by size and root)
     */
    boolean publish(Optional<SignedCheckpoint> expected, SignedCheckpoint next, List<Tile> tiles);
}
