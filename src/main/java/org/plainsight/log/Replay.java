package org.plainsight.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.plainsight.merkle.Hash32;

/**
 * The second, independent path to the root: entry bytes in, root out, by its own code. It trusts no stored hash and
 * shares nothing with {@link org.plainsight.merkle.LogTree} and the tiles, so that a fault in one shows in the other.
 */
final class Replay {

    private static final int ENTRIES_AT_ONCE = 256;
    private static final String RESTORE =
            "Restore the database from a sound backup that is not older than the highest signed checkpoint, then restart";

    /** Roots of the perfect trees the size is the sum of, largest first: one for each bit set in the size. */
    private final List<byte[]> peaks;

    private long size;

    Replay() {
        this(List.of(), 0);
    }

    private Replay(List<byte[]> peaks, long size) {
        this.peaks = new ArrayList<>(peaks);
        this.size = size;
    }

    Replay copy() {
        return new Replay(peaks, size);
    }

    long size() {
        return size;
    }

    /** Reads the entries up to {@code target} and checks the leaf hash stored with each. */
    void advance(LogStore store, long target) {
        while (size < target) {
            List<LogEntry> entries = store.entries(size, (int) Math.min(ENTRIES_AT_ONCE, target - size));
            if (entries.isEmpty()) {
                throw new BrokenLogException("entry " + size + " is missing", RESTORE);
            }
            for (LogEntry entry : entries) {
                Hash32 leaf = add(entry.bytes());
                if (!leaf.equals(entry.leafHash())) {
                    throw new BrokenLogException(
                            "the hash stored with entry " + (size - 1) + " is not the hash of its bytes", RESTORE);
                }
            }
        }
    }

    Hash32 root() {
        if (peaks.isEmpty()) {
            return Hash32.of(sha256().digest());
        }
        byte[] root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = node(peaks.get(i), root);
        }
        return Hash32.of(root);
    }

    private Hash32 add(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        byte[] leaf = digest.digest(entry);
        byte[] peak = leaf;
        for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
            peak = node(peaks.removeLast(), peak);
        }
        peaks.add(peak);
        size++;
        return Hash32.of(leaf);
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
