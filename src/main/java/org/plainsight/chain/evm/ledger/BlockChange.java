package org.plainsight.chain.evm.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.chain.Movement;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.EvmHeader;

/**
 * Everything that taking in one block writes, in one transaction.
 *
 * @param balances readings that differ from the one before, and first readings
 * @param complete every followed address and asset was read at this block
 * @param unread why balances could not be read at this block; empty when they were
 * @param finalHeight up to where the chain is final after this block, at most the block's own height
 */
public record BlockChange(
        EvmHeader header,
        List<OrderedMovement> movements,
        Map<AccountAsset, Balance> balances,
        boolean complete,
        Optional<String> unread,
        long finalHeight) {

    public BlockChange {
        movements = List.copyOf(movements);
        balances = Map.copyOf(balances);
        if (finalHeight > header.number()) {
            throw new IllegalArgumentException("final above the newest block");
        }
    }

    /** The movements that the chain itself records. */
    public List<Movement> recorded() {
        return movements.stream()
                .map(OrderedMovement::movement)
                .filter(movement -> movement.kind() != Movement.Kind.UNATTRIBUTED)
                .toList();
    }
}
