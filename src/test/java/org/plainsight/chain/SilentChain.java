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

/** A chain of which nothing is known. A test that knows something overrides it. */
public class SilentChain implements ChainReader {

    private final ChainId chain;

    public SilentChain(ChainId chain) {
        this.chain = chain;
    }

    @Override
    public final ChainId chain() {
        return chain;
    }

    @Override
    public ChainStatus status() {
        return new ChainStatus(chain, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    @Override
    public Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff) {
        return Optional.empty();
    }

    @Override
    public Optional<BlockRef> blockAt(long height) {
        return Optional.empty();
    }

    @Override
    public Reading holdingsAt(BlockRef block, Collection<AccountId> accounts, Collection<AssetId> assets) {
        return new Reading.Unknown("silent");
    }

    @Override
    public List<Holding> latestHoldings(AccountId account) {
        return List.of();
    }

    @Override
    public List<Holding> latestHoldings() {
        return List.of();
    }

    @Override
    public Map<AssetId, Reading> recordedHoldings(AccountId account, BlockRef block) {
        return Map.of();
    }

    @Override
    public List<RecordedPast> recordedPast(AccountId account) {
        return List.of();
    }

    @Override
    public List<Movement> movementsUpTo(long height, AccountId account, int offset, int limit) {
        return List.of();
    }
}
