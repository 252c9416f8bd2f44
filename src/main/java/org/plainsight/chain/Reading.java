package org.plainsight.chain;

import java.util.List;
import org.plainsight.evidence.BlockRef;

/** The answer to "what do these addresses hold at this block": known in full, or not known at all. */
public sealed interface Reading {

    /** One holding per asked address and asset; zero balances are there as zeros. */
    record Known(BlockRef block, List<Holding> holdings) implements Reading {
        public Known {
            holdings = List.copyOf(holdings);
        }
    }

    /** Nothing is known, and why, in words for the public page. */
    record Unknown(String reason) implements Reading {}
}
