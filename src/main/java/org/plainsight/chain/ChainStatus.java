package org.plainsight.chain;

import java.time.Instant;
import java.util.Optional;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

/**
 * How far one chain is followed.
 *
 * @param tip the newest block taken in; empty before the first
 * @param finalised the newest block that will not be reverted
 * @param lastContact when the node last answered
 * @param problem why the figures are stale or following stopped, in words for the public page; empty when all is well
 * @param stopped following ended for good until a person looks (a reorg below finality)
 */
public record ChainStatus(
        ChainId chain,
        Optional<BlockRef> tip,
        Optional<BlockRef> finalised,
        Optional<Instant> lastContact,
        Optional<String> problem,
        boolean stopped) {

    public boolean isStale() {
        return problem.isPresent();
    }
}
