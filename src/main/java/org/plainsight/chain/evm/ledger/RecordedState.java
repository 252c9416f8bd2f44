package org.plainsight.chain.evm.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.RecordedPast;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.evidence.BlockRef;

/** What was taken in, for readers of any thread. */
public interface RecordedState {

    /**
     * @param reason why its balances could not be read
     */
    record UnreadBlock(BlockRef block, String reason) {}

    Optional<BlockRef> tip(ChainId chain);

    Optional<BlockRef> finalised(ChainId chain);

    /** Why following ended until a person looks; empty while it goes on. */
    Optional<String> stopped(ChainId chain);

    Optional<BlockRef> blockAt(ChainId chain, long height);

    /** The highest final block whose time is at or before; empty unless a final block after it is known. */
    Optional<BlockRef> finalBlockAtOrBefore(ChainId chain, Instant cutOff);

    /** Newest readings that gave a balance, with the newest block at which they are known to hold. */
    List<Holding> latest(ChainId chain, Optional<AccountId> account);

    /** The balances that were read at exactly this block, or are known not to have differed; others are absent. */
    Map<AccountAsset, Balance> balancesAt(BlockRef block, Collection<AccountAsset> pairs);

    /** Of blocks up to this height, newest first. */
    List<Movement> movements(AccountId account, long upTo, int offset, int limit);

    /** How far back the record of an address goes, per asset ever read of it, in the order of their ids. */
    List<RecordedPast> past(AccountId account);

    /** The nearest blocks below and above this height at which every balance was read, lower first. */
    List<Long> readInFullAround(ChainId chain, long height);

    /** Blocks whose balances are missing in the record, lowest first. */
    List<UnreadBlock> unread(ChainId chain, int limit);
}
