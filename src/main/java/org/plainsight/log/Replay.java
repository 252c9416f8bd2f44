package org.plainsight.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plainsight.merkle.Hash32;

/**
 * The second, independent path: entry bytes in, root and tiles out, by its own code. It trusts no stored hash and shares
 * nothing with {@link org.plainsight.merkle.LogTree} and {@link TileStaging}, so that a fault in one shows in the other.
 */
final class Replay {

    private static final int ENTRIES_AT_ONCE = 1_024;
    private static final int TILE_HEIGHT = 8;
    private static final String RESTORE =
            "Restore the database from a sound backup that is not older than the highest signed checkpoint, then restart";

    /** Roots of the perfect trees the size is the sum of, largest first: one for each bit set in the size. */
    private final List<byte[]> peaks;
    /** The tile at the right edge of each level. */
    private final List<Edge> edges = new ArrayList<>();
    /** Tiles that became full since the last {@link #mark}. */
    private final Map<String, byte[]> filled = new HashMap<>();

    private final MessageDigest sha256;
    private long size;

    Replay() {
        this(List.of(), 0);
    }

    private Replay(List<byte[]> peaks, long size) {
        this.peaks = new ArrayList<>(peaks);
        this.size = size;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    Replay copy() {
        Replay copy = new Replay(peaks, size);
        edges.forEach(edge -> copy.edges.add(edge.copy()));
        copy.filled.putAll(filled);
        return copy;
    }

    long size() {
        return size;
    }

    /**
     * Reads the entries up to {@code target} and checks the leaf hash stored with each.
     *
     * @param published whether the tiles on the way are stored already, and are compared
     */
    void advance(LogStore store, long target, boolean published) {
        while (size < target) {
            List<LogEntry> entries = store.entries(size, (int) Math.min(ENTRIES_AT_ONCE, target - size));
            if (entries.isEmpty()) {
                throw new BrokenLogException("entry " + size + " is missing", RESTORE);
            }
            for (LogEntry entry : entries) {
                Hash32 leaf = add(entry.bytes(), published ? store : null);
                if (!leaf.equals(entry.leafHash())) {
                    throw new BrokenLogException(
                            "the hash stored with entry " + (size - 1) + " is not the hash of its bytes", RESTORE);
                }
            }
        }
    }

    /** The stored tiles at the right edge must be those of exactly this size. */
    void checkEdges(LogStore store) {
        for (int level = 0; level < edges.size(); level++) {
            Edge edge = edges.get(level);
            if (edge.width > 0) {
                check(store, level, edge.index, edge.bytes());
            }
        }
    }

    /** Forgets which tiles have grown until now. */
    void mark() {
        filled.clear();
        edges.forEach(edge -> edge.grown = false);
    }

    /** Whether these are exactly the tiles that have grown since the mark, byte for byte. */
    boolean grewTo(List<Tile> tiles) {
        Map<String, byte[]> expected = new HashMap<>(filled);
        for (int level = 0; level < edges.size(); level++) {
            Edge edge = edges.get(level);
            if (edge.grown && edge.width > 0) {
                expected.put(name(level, edge.index), edge.bytes());
            }
        }
        for (Tile tile : tiles) {
            byte[] bytes = expected.remove(name(tile.level(), tile.index()));
            if (bytes == null || !holds(tile, bytes)) {
                return false;
            }
        }
        return expected.isEmpty();
    }

    Hash32 root() {
        if (peaks.isEmpty()) {
            return Hash32.of(sha256.digest());
        }
        byte[] root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = node(peaks.get(i), root);
        }
        return Hash32.of(root);
    }

    private Hash32 add(byte[] entry, @Nullable LogStore published) {
        sha256.update((byte) 0);
        byte[] leaf = sha256.digest(entry);
        push(0, leaf, published);
        byte[] peak = leaf;
        int height = 0;
        for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
            peak = node(peaks.removeLast(), peak);
            height++;
            if (height % TILE_HEIGHT == 0) {
                push(height / TILE_HEIGHT, peak, published);
            }
        }
        peaks.add(peak);
        size++;
        return Hash32.of(leaf);
    }

    private void push(int level, byte[] hash, @Nullable LogStore published) {
        if (level == edges.size()) {
            edges.add(new Edge());
        }
        Edge edge = edges.get(level);
        System.arraycopy(hash, 0, edge.hashes, edge.width * Hash32.LENGTH, Hash32.LENGTH);
        edge.width++;
        edge.grown = true;
        if (edge.width == 1 << TILE_HEIGHT) {
            if (published == null) {
                filled.put(name(level, edge.index), edge.bytes());
            } else {
                check(published, level, edge.index, edge.hashes);
            }
            edge.index++;
            edge.width = 0;
        }
    }

    private static void check(LogStore store, int level, long index, byte[] expected) {
        if (store.tile(level, index).filter(tile -> holds(tile, expected)).isEmpty()) {
            throw new BrokenLogException(
                    "the stored tile " + index + " of level " + level + " does not hold the hashes of the entries",
                    RESTORE);
        }
    }

    private static boolean holds(Tile tile, byte[] bytes) {
        return Arrays.equals(tile.bytes(tile.hashes().size()), bytes);
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    private static String name(int level, long index) {
        return level + "/" + index;
    }

    private static final class Edge {

        private final byte[] hashes = new byte[Hash32.LENGTH << TILE_HEIGHT];
        private long index;
        private int width;
        private boolean grown;

        private byte[] bytes() {
            return Arrays.copyOf(hashes, width * Hash32.LENGTH);
        }

        private Edge copy() {
            Edge copy = new Edge();
            System.arraycopy(hashes, 0, copy.hashes, 0, hashes.length);
            copy.index = index;
            copy.width = width;
            copy.grown = grown;
            return copy;
        }
    }
}
