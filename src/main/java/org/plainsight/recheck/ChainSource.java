package org.plainsight.recheck;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

/** A node of the reader's own choice, asked about one chain. */
public interface ChainSource {

    ChainId chain();

    /** Why this source cannot speak about a block at all; empty when it can. */
    default Optional<String> unfit(BlockRef block) {
        return Optional.empty();
    }

    /**
     * The hash of the node's best chain at a height; empty above its tip.
     *
     * @throws UnreadableException when the node does not answer
     */
    Optional<String> blockHash(long height);

    /** One address and one asset. */
    record Pair(AccountId account, AssetId asset) {}

    /**
     * Balances at exactly this block.
     *
     * @throws UnreadableException when the node cannot tell, for any of them
     */
    Map<Pair, Amount> balances(BlockRef block, Set<Pair> pairs);
}
