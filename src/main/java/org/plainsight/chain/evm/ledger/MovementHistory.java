package org.plainsight.chain.evm.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;

/** Token transfers from before an address or a token was followed, caught up from logs. Only final blocks. */
public interface MovementHistory {

    /** Transfers of these pairs are missing from one height to another, both included. */
    record Missing(Set<AccountAsset> pairs, long from, long to) {}

    /** The next piece, at most {@code blocks} long; empty when nothing is missing or it is not final yet. */
    Optional<Missing> next(ChainId chain, int blocks);

    /** Adds the movements found and marks the piece as done, in one transaction; saying it twice adds nothing twice. */
    void record(ChainId chain, Missing piece, List<OrderedMovement> found);
}
