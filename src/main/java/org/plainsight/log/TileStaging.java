package org.plainsight.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.note.TilePath;

/** The tiles that change when leaves are added to a published tree; nothing of it is stored here. */
final class TileStaging implements TileSource {

    private static final int LEAVES_AT_ONCE = 4_096;

    private final LogStore store;
    private final Map<String, Tile> staged = new LinkedHashMap<>();

    private TileStaging(LogStore store) {
        this.store = store;
    }

    /** From the stored leaf hashes between the published size and the one to publish. */
    static TileStaging of(LogStore store, long publishedSize, long size) {
        TileStaging staging = new TileStaging(store);
        List<Hash32> added = new ArrayList<>();
        while (publishedSize + added.size() < size) {
            long from = publishedSize + added.size();
            List<Hash32> some = store.leafHashes(from, (int) Math.min(LEAVES_AT_ONCE, size - from));
            if (some.isEmpty()) {
                throw new IllegalStateException("no leaf " + from);
            }
            added.addAll(some);
        }
        long start = publishedSize;
        for (int level = 0; !added.isEmpty(); level++) {
            added = staging.extend(level, start, added);
            start /= TilePath.FULL;
        }
        return staging;
    }

    /** Adds hashes to one level and answers the roots of the tiles they filled, which are added to the next. */
    private List<Hash32> extend(int level, long start, List<Hash32> added) {
        long index = start / TilePath.FULL;
        int width = (int) (start % TilePath.FULL);
        List<Hash32> hashes = new ArrayList<>();
        if (width > 0) {
            Tile edge = store.tile(level, index)
                    .orElseThrow(() -> new IllegalStateException("no tile at the edge of level " + level));
            hashes.addAll(edge.hashes().subList(0, width));
        }
        List<Hash32> full = new ArrayList<>();
        for (Hash32 hash : added) {
            hashes.add(hash);
            if (hashes.size() == TilePath.FULL) {
                stage(new Tile(level, index, hashes));
                full.add(LogTree.root(hashes));
                hashes.clear();
                index++;
            }
        }
        if (!hashes.isEmpty()) {
            stage(new Tile(level, index, hashes));
        }
        return full;
    }

    private void stage(Tile tile) {
        staged.put(tile.level() + "/" + tile.index(), tile);
    }

    List<Tile> tiles() {
        return List.copyOf(staged.values());
    }

    Hash32 root(long size) {
        return LogTree.root(size, new TileHashes(this));
    }

    @Override
    public Optional<Tile> tile(int level, long index) {
        Tile tile = staged.get(level + "/" + index);
        return tile == null ? store.tile(level, index) : Optional.of(tile);
    }
}
