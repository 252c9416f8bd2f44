package org.plainsight.log;

import java.util.List;
import org.plainsight.merkle.Hash32;
import org.plainsight.note.TilePath;

/** Up to 256 neighbouring hashes of one level of the tree, from the tile's left edge on; c2sp.org/tlog-tiles. */
public record Tile(int level, long index, List<Hash32> hashes) {

    public Tile {
        hashes = List.copyOf(hashes);
        if (hashes.isEmpty() || hashes.size() > TilePath.FULL) {
            throw new IllegalArgumentException("a tile has 1 to " + TilePath.FULL + " hashes, not " + hashes.size());
        }
    }

    /** The first {@code width} hashes, one after the other. */
    public byte[] bytes(int width) {
        byte[] bytes = new byte[width * Hash32.LENGTH];
        for (int i = 0; i < width; i++) {
            System.arraycopy(hashes.get(i).toBytes(), 0, bytes, i * Hash32.LENGTH, Hash32.LENGTH);
        }
        return bytes;
    }
}
