package org.plainsight.registry.corrections;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainStatus;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Movement.Direction;
import org.plainsight.chain.Reading;
import org.plainsight.evidence.BlockRef;

/** A chain on which nothing happened but what a test put there. */
public final class MovedOnChain implements ChainReader {

    public static final ChainId CHAIN = ChainId.parse("eip155:31337");

    private final List<Movement> movements = new ArrayList<>();

    /** An address of this chain. */
    public static AccountId account(int number) {
        return new AccountId(CHAIN, "0x%040x".formatted(number));
    }

    public void in(AccountId account, AccountId from, long height, String transaction) {
        move(account, from, height, transaction, Direction.IN);
    }

    public void out(AccountId account, AccountId to, long height, String transaction) {
        move(account, to, height, transaction, Direction.OUT);
    }

    private void move(AccountId account, AccountId other, long height, String transaction, Direction direction) {
        movements.add(new Movement(
                account,
                AssetId.parse("eip155:31337/slip44:60"),
                new BlockRef(CHAIN, height, "ab".repeat(32), Instant.EPOCH),
                Optional.of(transaction.repeat(32)),
                direction,
                Amount.of(1),
                Optional.of(other),
                Movement.Kind.TRANSFER));
    }

    @Override
    public ChainId chain() {
        return CHAIN;
    }

    @Override
    public ChainStatus status() {
        return new ChainStatus(CHAIN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
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
        return new Reading.Unknown("not asked");
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
    public List<Movement> movements(AccountId account, int offset, int limit) {
        return movements.stream().filter(m -> m.account().equals(account)).toList().reversed().stream()
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
