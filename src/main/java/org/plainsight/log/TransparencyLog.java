package org.plainsight.log;

import java.util.List;
import java.util.Optional;
import org.plainsight.merkle.Hash32;

/**
 * The log as the features see it. Thread-safe. Entries are numbered from 0 without gaps, in the order in which their
 * transactions commit.
 */
public interface TransparencyLog {

    /** The largest entry: its length is a big-endian u16 in the bundles. */
    int MAX_ENTRY_BYTES = 65_535;

    /**
     * Appends all entries or none, as part of the caller's transaction: they stand once it commits, and a rollback
     * leaves no trace. Other writers wait until then. A checkpoint covers them within seconds after.
     *
     * @return the index of each entry, in order
     * @throws RefusedEntryException when the gate refuses one of them
     * @throws IllegalArgumentException when an entry is empty or longer than {@link #MAX_ENTRY_BYTES}
     */
    List<Long> append(List<byte[]> entries);

    /** The number of entries appended, whether a checkpoint covers them yet or not. */
    long size();

    /** The newest checkpoint published; empty until the first one is signed. */
    Optional<SignedCheckpoint> checkpoint();

    /** The bytes of an entry; empty when there is none at this index. */
    Optional<byte[]> entry(long index);

    /** Up to {@code max} entries from an index on, fewer where the log ends. */
    List<byte[]> entries(long from, int max);

    /** A c2sp.org/tlog-proof@v1 for the newest checkpoint; empty until a checkpoint covers the entry. */
    Optional<String> receipt(long index);

    /**
     * Shows that the tree of {@code size1} entries begins the tree of {@code size2}.
     *
     * @throws IllegalArgumentException unless {@code 1 <= size1 <= size2 <= } the size of the newest checkpoint
     */
    List<Hash32> consistency(long size1, long size2);
}
