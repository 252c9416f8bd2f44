package org.plainsight.log;

import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;

/** The bytes of an entry and its leaf hash as it is stored. */
public final class LogEntry {

    private final byte[] bytes;
    private final Hash32 leafHash;

    private LogEntry(byte[] bytes, Hash32 leafHash) {
        this.bytes = bytes;
        this.leafHash = leafHash;
    }

    /** @throws IllegalArgumentException when the entry is empty or too long */
    public static LogEntry of(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > TransparencyLog.MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException("an entry has 1 to " + TransparencyLog.MAX_ENTRY_BYTES + " bytes, not "
                    + bytes.length + "; log large things by hash and size");
        }
        byte[] copy = bytes.clone();
        return new LogEntry(copy, LogTree.leafHash(copy));
    }

    /** As read from storage; whether the hash is that of the bytes is for the sequencer to check. */
    public static LogEntry stored(byte[] bytes, Hash32 leafHash) {
        return new LogEntry(bytes.clone(), leafHash);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public Hash32 leafHash() {
        return leafHash;
    }
}
