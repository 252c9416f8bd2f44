package org.plainsight.portal;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Reading;
import org.plainsight.chain.RecordedPast;
import org.plainsight.evidence.BlockRef;

/** A chain as of one block. */
record MemoryChain(ChainStatus status, List<Holding> holdings, List<Movement> moves) implements ChainReader {

    static final long FOLLOWED_SINCE = 12_000;

    @Override
    public ChainId chain() {
        return status.chain();
    }

    @Override
    public Optional<BlockRef> finalBlockAtOrBefore(Instant cutOff) {
        return status.finalised().filter(b -> !b.time().isAfter(cutOff));
    }

    @Override
    public Optional<BlockRef> blockAt(long height) {
        return Stream.concat(
                        Stream.concat(status.tip().stream(), status.finalised().stream()),
                        moves.stream().map(Movement::block))
                .filter(b -> b.height() == height)
                .findFirst();
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

    /** The newest holdings without what moved since. */
    @Override
    public Map<AssetId, Reading> recordedHoldings(AccountId account, BlockRef block) {
        Map<AssetId, Reading> past = new HashMap<>();
        for (Holding holding : latestHoldings(account)) {
            BigInteger since = moves.stream()
                    .filter(m -> m.account().equals(account) && m.asset().equals(holding.asset()))
                    .filter(m -> m.block().height() > block.height())
                    .map(m -> m.direction() == Movement.Direction.IN
                            ? m.amount().units()
                            : m.amount().units().negate())
                    .reduce(BigInteger.ZERO, BigInteger::add);
            Amount held = new Amount(holding.amount().units().subtract(since));
            past.put(
                    holding.asset(),
                    new Reading.Known(block, List.of(new Holding(account, holding.asset(), held, block))));
        }
        return past;
    }

    @Override
    public List<RecordedPast> recordedPast(AccountId account) {
        return latestHoldings(account).stream()
                .map(h -> new RecordedPast(h.asset(), FOLLOWED_SINCE, FOLLOWED_SINCE, List.of()))
                .toList();
    }

    @Override
    public List<Movement> movementsUpTo(long height, AccountId account, int offset, int limit) {
        return moves.stream()
                .filter(m -> m.account().equals(account) && m.block().height() <= height)
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
