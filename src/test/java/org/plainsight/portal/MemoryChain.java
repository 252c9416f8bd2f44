package org.plainsight.portal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.evidence.BlockRef;

/** A chain as of one block. */
record MemoryChain(ChainStatus status, List<Holding> holdings, List<Movement> moves) implements ChainReader {

    @Override
    public ChainId chain() {
        return status.chain();
    }

    @Override
    public Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff) {
        return status.finalised();
    }

    @Override
    public Optional<BlockRef> blockAt(long height) {
        return status.tip().filter(b -> b.height() == height);
    }

    @Override
    public Reading holdingsAt(BlockRef block, Collection<AccountId> accounts, Collection<AssetId> assets) {
        return new Reading.Unknown("not asked in these tests");
    }

    @Override
    public List<Holding> latestHoldings(AccountId account) {
        return holdings.stream().filter(h -> h.account().equals(account)).toList();
    }

    @Override
    public List<Holding> latestHoldings() {
        return holdings;
    }

    @Override
    public List<Movement> movements(AccountId account, int offset, int limit) {
        return moves.stream()
                .filter(m -> m.account().equals(account))
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
