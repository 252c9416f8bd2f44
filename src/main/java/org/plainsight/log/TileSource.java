package org.plainsight.log;

import java.util.Optional;

/** Where tiles are read. */
@FunctionalInterface
public interface TileSource {

    /** The tile with all hashes known of it; empty when there is none. */
    Optional<Tile> tile(int level, long index);
}
