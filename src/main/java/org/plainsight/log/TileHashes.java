package org.plainsight.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.LogTree;
import org.plainsight.merkle.Subtree;
import org.plainsight.merkle.SubtreeHashes;
import org.plainsight.note.TilePath;

/** Reads the hash of any perfect subtree from the tile it lies in: a tile holds a subtree of height 8. */
final class TileHashes implements SubtreeHashes {

    private static final int TILE_HEIGHT = 8;

    private final TileSource source;

    TileHashes(TileSource source) {
        this.source = source;
    }

    @Override
    public List<Hash32> read(List<Subtree> subtrees) {
        Map<Place, List<Hash32>> tiles = new HashMap<>();
        List<Hash32> hashes = new ArrayList<>();
        for (Subtree subtree : subtrees) {
            int within = subtree.level() % TILE_HEIGHT;
            long first = subtree.index() << within;
            Place place = new Place(subtree.level() / TILE_HEIGHT, first / TilePath.FULL);
            int offset = (int) (first % TilePath.FULL);
            List<Hash32> tile = tiles.computeIfAbsent(place, this::fetch);
            hashes.add(LogTree.root(tile.subList(offset, offset + (1 << within))));
        }
        return hashes;
    }

    private List<Hash32> fetch(Place place) {
        return source.tile(place.level, place.index)
                .orElseThrow(() -> new IllegalStateException("no tile " + place.index + " at level " + place.level))
                .hashes();
    }

    private record Place(int level, long index) {}
}
