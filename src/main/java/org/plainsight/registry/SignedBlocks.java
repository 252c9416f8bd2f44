package org.plainsight.registry;

import java.util.Optional;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

/** The blocks that ownership challenges name, with their time, as far as they were taken in. */
public interface SignedBlocks {

    /** Empty when the chain has no such block, or not yet. */
    Optional<BlockRef> find(ChainId chain, long height, String hash);
}
