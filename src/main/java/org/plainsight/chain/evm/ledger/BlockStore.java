package org.plainsight.chain.evm.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.HeadWindow;

/**
 * Where a follower keeps what it took in. Each method is one transaction: durable when it returns, without effect when
 * it throws (though an exception at the very commit may hide a success: load again after any). One writer per chain.
 * What is final is never changed; the store itself refuses it.
 */
public interface BlockStore {

    /**
     * How far a chain is taken in.
     *
     * @param window from the final block to the newest, cut to its newest {@link #WINDOW} blocks
     * @param first height of the lowest block
     * @param stop set when nothing more may be written until a person looks
     */
    record Position(HeadWindow window, long first, long finalHeight, Optional<Stop> stop) {}

    /** @param reported the public has been told */
    record Stop(String reason, Instant at, boolean reported) {}

    /** A branch longer than this is not followed back. */
    int WINDOW = 1_024;

    /** Empty before the first block. */
    Optional<Position> position(ChainId chain);

    /** As of the newest block. */
    Map<AccountAsset, PairState> pairs(ChainId chain);

    /** Takes in the next block; the first one may be of any height and is final. */
    void append(ChainId chain, BlockChange change);

    /** Takes back every block above this height, and all they wrote. */
    void revertTo(ChainId chain, long height);

    /** Never lowers what is final. */
    void finaliseTo(ChainId chain, long height);

    void stop(ChainId chain, String reason, Instant at);

    /** Notes that the public has been told of the stop. */
    void reported(ChainId chain);

    /** Clears the mark that {@link #stop} left, after a person has looked. */
    void resume(ChainId chain);
}
