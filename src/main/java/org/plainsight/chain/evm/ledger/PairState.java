package org.plainsight.chain.evm.ledger;

import java.math.BigInteger;
import java.util.Optional;
import org.plainsight.asset.Amount;

/**
 * What is known of one address and asset after the newest block.
 *
 * @param lastKnown the newest balance ever read
 * @param unreadable why the newest reading gave none; empty when it did
 * @param explained the sum of the movements recorded since {@code lastKnown}; any size, as any contract may write any
 *     log
 */
public record PairState(Optional<Amount> lastKnown, Optional<String> unreadable, BigInteger explained) {

    PairState plus(BigInteger units) {
        return new PairState(lastKnown, unreadable, explained.add(units));
    }
}
