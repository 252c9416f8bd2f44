package org.plainsight.ownership;

import org.plainsight.asset.ChainId;

/**
 * What a reader of a chain says about a block that somebody names. Answers at once from what is known; an outage is
 * {@link Answer#UNKNOWN}, never an exception.
 */
public interface KnownBlocks {

    enum Answer {
        /** The chain has this hash at this height. */
        MATCHES,
        /** The chain has another hash at this height. */
        CONTRADICTS,
        /** Nothing is known of this height, or of this chain. */
        UNKNOWN
    }

    /** @param hash 64 lower-case hex digits without 0x, as explorers print it */
    Answer check(ChainId chain, long height, String hash);
}
