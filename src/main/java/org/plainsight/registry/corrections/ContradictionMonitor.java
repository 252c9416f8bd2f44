package org.plainsight.registry.corrections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.Movement;
import org.plainsight.chain.Movement.Direction;

/**
 * Holds our disclaimers against the chain. A payment in one direction proves nothing: strangers deposit with an exchange
 * and withdraw from it. What only one owner does is a finding.
 */
public final class ContradictionMonitor {

    private static final int MOVEMENTS = 500;
    /** One swept payment may be a customer's only deposit. */
    private static final int SWEEPS_MIN = 2;

    private final ChainReader chain;
    /** Addresses of ours, and whether they take customers' deposits. */
    private final Map<AccountId, Boolean> ours;

    private final Map<String, AccountId> spentByUs = new HashMap<>();

    /** @param ours addresses of ours on this chain, and whether each takes customers' deposits */
    public ContradictionMonitor(ChainReader chain, Map<AccountId, Boolean> ours) {
        this.chain = chain;
        this.ours = Map.copyOf(ours);
        for (AccountId account : ours.keySet()) {
            for (Movement movement : chain.movements(account, 0, MOVEMENTS)) {
                if (movement.direction() == Direction.OUT) {
                    movement.transaction().ifPresent(t -> spentByUs.put(t, account));
                }
            }
        }
    }

    /** At most one finding of each kind, newest first. */
    public List<Contradiction> look(AccountId disclaimed) {
        List<Movement> transfers = chain.movements(disclaimed, 0, MOVEMENTS).stream()
                .filter(m -> m.transaction().isPresent() && m.kind() != Movement.Kind.UNATTRIBUTED)
                .toList();
        List<Contradiction> found = new ArrayList<>();
        together(transfers).ifPresent(found::add);
        roundTrip(transfers).ifPresent(found::add);
        emptied(transfers).ifPresent(found::add);
        return found;
    }

    private Optional<Contradiction> together(List<Movement> transfers) {
        return transfers.stream()
                .filter(m -> m.direction() == Direction.OUT)
                .flatMap(m -> Optional.ofNullable(spentByUs.get(m.transaction().orElseThrow())).stream()
                        .map(ours -> finding(m, Contradiction.Kind.SPENT_TOGETHER, ours)))
                .findFirst();
    }

    /** Out to an address of ours that takes no deposits, after something came in from one of ours. */
    private Optional<Contradiction> roundTrip(List<Movement> transfers) {
        long firstIn = transfers.stream()
                .filter(m -> m.direction() == Direction.IN && isOurs(m))
                .mapToLong(m -> m.block().height())
                .min()
                .orElse(Long.MAX_VALUE);
        return transfers.stream()
                .filter(m -> m.direction() == Direction.OUT && isInternal(m))
                .filter(m -> m.block().height() >= firstIn)
                .findFirst()
                .map(m -> finding(
                        m, Contradiction.Kind.ROUND_TRIP, m.counterparty().orElseThrow()));
    }

    private Optional<Contradiction> emptied(List<Movement> transfers) {
        List<Movement> out = transfers.stream()
                .filter(m -> m.direction() == Direction.OUT && m.kind() == Movement.Kind.TRANSFER)
                .toList();
        Set<String> transactions = new HashSet<>();
        out.forEach(m -> m.transaction().ifPresent(transactions::add));
        return transactions.size() >= SWEEPS_MIN && out.stream().allMatch(this::isInternal)
                ? Optional.of(finding(
                        out.getFirst(),
                        Contradiction.Kind.EMPTIED_TO_US,
                        out.getFirst().counterparty().orElseThrow()))
                : Optional.empty();
    }

    private boolean isOurs(Movement movement) {
        return movement.counterparty().filter(ours::containsKey).isPresent();
    }

    private boolean isInternal(Movement movement) {
        return movement.counterparty()
                .map(ours::get)
                .filter(deposits -> !deposits)
                .isPresent();
    }

    private static Contradiction finding(Movement m, Contradiction.Kind kind, AccountId with) {
        return new Contradiction(m.account(), kind, with, m.transaction().orElseThrow(), m.block());
    }
}
