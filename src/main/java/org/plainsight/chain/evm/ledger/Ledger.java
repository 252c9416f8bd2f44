package org.plainsight.chain.evm.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.Amount;
import org.plainsight.chain.Movement;
import org.plainsight.chain.evm.AccountAsset;
import org.plainsight.chain.evm.Balance;
import org.plainsight.chain.evm.EvmBlock;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.evidence.BlockRef;

/**
 * The books of one chain after its newest block. State is truth and movements explain it: what a balance changed by and
 * no movement explains becomes a movement of its own. Not safe for several threads.
 */
public final class Ledger {

    private final Map<AccountAsset, PairState> states;

    public Ledger(Map<AccountAsset, PairState> states) {
        this.states = new HashMap<>(states);
    }

    /** Everything read so far; nothing is ever left behind because the watch list got shorter. */
    public Set<AccountAsset> pairs() {
        return Set.copyOf(states.keySet());
    }

    /** What must be read at this block even when not everything is: new, moved, paid by the protocol, or moved
     * in a block whose balances could not be read. A contract that gives no usable answer is not asked at every block. */
    public Set<AccountAsset> due(EvmBlock block, List<OrderedMovement> movements, Watched watched) {
        Set<AccountAsset> due = new LinkedHashSet<>();
        movements.forEach(movement -> due.add(movement.pair()));
        block.credited().forEach(address -> watched.coinOf(address).ifPresent(due::add));
        for (AccountAsset pair : watched.pairs()) {
            PairState state = states.get(pair);
            if (state == null
                    || (state.unreadable().isEmpty() && state.explained().signum() != 0)) {
                due.add(pair);
            }
        }
        return due;
    }

    /** What these readings write; changes nothing until {@link #accept}. */
    public BlockChange change(
            BlockRef block,
            EvmHeader header,
            List<OrderedMovement> movements,
            Map<AccountAsset, Balance> readings,
            boolean complete,
            Optional<String> unread,
            long finalHeight) {
        Map<AccountAsset, BigInteger> explained = new HashMap<>();
        movements.forEach(m -> explained.merge(m.pair(), m.signedUnits(), BigInteger::add));
        List<OrderedMovement> all = new ArrayList<>(movements);
        Map<AccountAsset, Balance> changed = new LinkedHashMap<>();
        readings.forEach((pair, reading) -> {
            PairState before = states.get(pair);
            if (before == null) {
                changed.put(pair, reading);
                return;
            }
            Balance judged =
                    judge(block, pair, before.plus(explained.getOrDefault(pair, BigInteger.ZERO)), reading, all);
            if (differs(before, judged)) {
                changed.put(pair, judged);
            }
        });
        return new BlockChange(header, all, changed, complete, unread, finalHeight);
    }

    /** Takes over a change that has been stored. */
    public void accept(BlockChange change) {
        for (OrderedMovement movement : change.movements()) {
            states.computeIfPresent(movement.pair(), (pair, state) -> state.plus(movement.signedUnits()));
        }
        change.balances()
                .forEach((pair, reading) -> states.merge(pair, first(reading), (old, latest) -> switch (reading) {
                    case Balance.Known known -> latest;
                    case Balance.Unreadable unreadable ->
                        new PairState(old.lastKnown(), Optional.of(unreadable.reason()), old.explained());
                }));
    }

    private static PairState first(Balance reading) {
        return switch (reading) {
            case Balance.Known(Amount amount) -> new PairState(Optional.of(amount), Optional.empty(), BigInteger.ZERO);
            case Balance.Unreadable(String reason) ->
                new PairState(Optional.empty(), Optional.of(reason), BigInteger.ZERO);
        };
    }

    private static boolean differs(PairState before, Balance reading) {
        return switch (reading) {
            case Balance.Known(Amount amount) ->
                before.unreadable().isPresent() || !before.lastKnown().equals(Optional.of(amount));
            case Balance.Unreadable(String reason) -> !before.unreadable().equals(Optional.of(reason));
        };
    }

    private static Balance judge(
            BlockRef block, AccountAsset pair, PairState now, Balance reading, List<OrderedMovement> movements) {
        if (!(reading instanceof Balance.Known(Amount amount))
                || now.lastKnown().isEmpty()) {
            return reading;
        }
        BigInteger rest = amount.units().subtract(now.lastKnown().get().units()).subtract(now.explained());
        if (rest.signum() == 0) {
            return reading;
        }
        if (rest.abs().bitLength() > 256) {
            return new Balance.Unreadable("the contract's transfer records cannot be true together with its balance");
        }
        Movement movement = new Movement(
                pair.account(),
                pair.asset(),
                block,
                Optional.empty(),
                rest.signum() > 0 ? Movement.Direction.IN : Movement.Direction.OUT,
                new Amount(rest.abs()),
                Optional.empty(),
                Movement.Kind.UNATTRIBUTED);
        movements.add(new OrderedMovement(movement, OrderedMovement.UNATTRIBUTED));
        return reading;
    }
}
