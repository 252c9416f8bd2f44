package org.plainsight.registry.corrections;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Movement.Direction;
import org.plainsight.chain.SilentChain;
import org.plainsight.evidence.BlockRef;

/** A chain on which nothing happened but what a test put there. */
public final class MovedOnChain extends SilentChain {

    public static final ChainId CHAIN = ChainId.parse("eip155:31337");

    private final List<Movement> movements = new ArrayList<>();

    public MovedOnChain() {
        super(CHAIN);
    }

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
    public List<Movement> movements(AccountId account, int offset, int limit) {
        return movements.stream().filter(m -> m.account().equals(account)).toList().reversed().stream()
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
