package org.plainsight.chain.evm.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plainsight.chain.Movement;
import org.plainsight.chain.evm.AccountAsset;

/**
 * Traced transfers as movements. A trace is only a node's word, so it counts for an address if, and only if, it explains
 * exactly what the state says and nothing else does.
 */
public final class InternalMovements {

    private InternalMovements() {}

    /** Whether coins moved that no transaction explains. */
    public static boolean areWanted(BlockChange change) {
        return change.movements().stream().anyMatch(InternalMovements::isUnexplainedCoin);
    }

    private static boolean isUnexplainedCoin(OrderedMovement movement) {
        return movement.movement().kind() == Movement.Kind.UNATTRIBUTED
                && movement.movement().asset().isNative();
    }

    /**
     * @param change as it is without them
     * @param read the pairs whose balances were read at this block
     * @param traced of {@link BlockMovements#ofTraces}
     */
    public static List<OrderedMovement> thatExplain(
            BlockChange change, Set<AccountAsset> read, List<OrderedMovement> traced) {
        Map<AccountAsset, BigInteger> left = new HashMap<>();
        change.movements().stream()
                .filter(InternalMovements::isUnexplainedCoin)
                .forEach(movement -> left.put(movement.pair(), movement.signedUnits()));
        Map<AccountAsset, BigInteger> told = new HashMap<>();
        traced.forEach(movement -> told.merge(movement.pair(), movement.signedUnits(), BigInteger::add));
        List<OrderedMovement> explaining = new ArrayList<>();
        for (OrderedMovement movement : traced) {
            AccountAsset pair = movement.pair();
            if (read.contains(pair) && left.getOrDefault(pair, BigInteger.ZERO).equals(told.get(pair))) {
                explaining.add(movement);
            }
        }
        return explaining;
    }
}
