package org.plainsight.chain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

/**
 * What the rest of the portal may ask about one followed chain. All answers come from stored state, so they are there
 * when the node is not, except {@link #holdingsAt}, which may ask the node. Safe for use by several threads.
 */
public interface ChainReader {

    ChainId chain();

    ChainStatus status();

    /**
     * The highest finalised block whose time is at or before the cut-off; empty while the chain is not final past the
     * cut-off or before any block was taken in.
     */
    Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff);

    /** The block of the best chain at a height, if taken in. */
    Optional<BlockRef> blockAt(long height);

    /**
     * Holdings of every given address × asset at exactly this block. Unknown when the block is not of the best chain,
     * an address is not yet caught up, or the node cannot be read; never a part and never a zero in its place.
     */
    Reading holdingsAt(BlockRef block, Collection<AccountId> accounts, Collection<AssetId> assets);

    /** What proves such a reading to an outsider; empty where nothing can. May take as long as the reading did. */
    default Optional<Evidence> evidenceFor(Reading.Known reading) {
        return Optional.empty();
    }

    /** The newest known holdings of an address, per asset; empty when never read. */
    List<Holding> latestHoldings(AccountId account);

    /** Newest known holdings of all watched addresses. */
    List<Holding> latestHoldings();

    /**
     * What the record tells of an address at the end of a block, per followed asset; no node is asked. An asset that the
     * record does not know at this block is there as {@link Reading.Unknown}. Empty when the address is not followed.
     */
    Map<AssetId, Reading> recordedHoldings(AccountId account, BlockRef block);

    /** How far back the record of an address goes, per followed asset; empty when it is not followed. */
    List<RecordedPast> recordedPast(AccountId account);

    /** Movements of an address, newest first. */
    default List<Movement> movements(AccountId account, int offset, int limit) {
        return movementsUpTo(Long.MAX_VALUE, account, offset, limit);
    }

    /** Movements of an address in blocks up to this height, newest first. */
    List<Movement> movementsUpTo(long height, AccountId account, int offset, int limit);
}
