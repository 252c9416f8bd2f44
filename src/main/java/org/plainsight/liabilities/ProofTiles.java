package org.plainsight.liabilities;

import java.nio.file.Path;
import java.util.Optional;

/** The static tiles of published snapshots, made for everybody before anyone asks. */
public interface ProofTiles {

    /**
     * @param name {@code index.json} or the number of a tile
     * @return empty where the snapshot has no tiles yet, or no such one
     */
    Optional<Path> find(String snapshotId, String name);

    /** Makes the tiles of every published snapshot that has none; answers how many. Interrupted, it begins anew. */
    int makeMissing();
}
