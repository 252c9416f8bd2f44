package org.plainsight.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.Holding;
import org.plainsight.chain.Movement;
import org.plainsight.event.Citation;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.evidence.BlockRef;
import org.plainsight.merkle.Hash32;

/**
 * Finds movements of claimed addresses that reach the threshold of their asset, in final blocks only. Addresses are looked
 * at when a holding of theirs changed, and until the change is final; all of them once after a start. What came and went
 * between two looks, so that the holding is the same, is seen with the next change. Not for several threads.
 */
public final class MovementWatch {

    /** Older movements are history that nobody waits for, such as that of a newly followed address. */
    private static final Duration RECENT = Duration.ofDays(7);

    private static final int PER_ADDRESS = 100;

    private final Map<AssetId, Amount> thresholds;
    private final Map<AccountId, Map<AssetId, Amount>> seen = new HashMap<>();
    private final Set<AccountId> unsettled = new LinkedHashSet<>();

    /** @param thresholds smallest units by asset; an asset without one is not watched */
    public MovementWatch(Map<AssetId, Amount> thresholds) {
        this.thresholds = Map.copyOf(thresholds);
    }

    /** What moved on one chain since the last look. What was found may be found again after a restart, under the same key. */
    public List<PublicEvent> look(ChainReader chain, Instant now) {
        Optional<BlockRef> last = chain.status().finalised();
        if (thresholds.isEmpty() || last.isEmpty()) {
            return List.of();
        }
        for (Holding holding : chain.latestHoldings()) {
            Map<AssetId, Amount> before = seen.computeIfAbsent(holding.account(), account -> new HashMap<>());
            if (!holding.amount().equals(before.put(holding.asset(), holding.amount()))) {
                unsettled.add(holding.account());
            }
        }
        List<PublicEvent> events = new ArrayList<>();
        for (AccountId account : List.copyOf(unsettled)) {
            if (account.chain().equals(chain.chain()) && settle(chain, account, last.get(), now, events)) {
                unsettled.remove(account);
            }
        }
        return events;
    }

    /** Whether everything that moved is final. */
    private boolean settle(ChainReader chain, AccountId account, BlockRef last, Instant now, List<PublicEvent> events) {
        boolean settled = true;
        for (Movement movement : chain.movements(account, 0, PER_ADDRESS)) {
            if (movement.block().height() > last.height()) {
                settled = false;
            } else if (reaches(movement) && !movement.block().time().isBefore(now.minus(RECENT))) {
                events.add(event(movement));
            }
        }
        return settled;
    }

    private boolean reaches(Movement movement) {
        Amount threshold = thresholds.get(movement.asset());
        return threshold != null && movement.amount().compareTo(threshold) >= 0;
    }

    private static PublicEvent event(Movement movement) {
        String way = movement.direction() == Movement.Direction.IN ? "into " : "out of ";
        String figure =
                movement.amount() + " smallest units of " + movement.asset() + " moved " + way + movement.account();
        String transaction = movement.transaction().orElse("unattributed");
        return new PublicEvent(
                "move:"
                        + Hash32.sha256(String.join(
                                                "|",
                                                movement.account().toString(),
                                                movement.asset().toString(),
                                                movement.block().hash(),
                                                transaction,
                                                movement.direction().name(),
                                                movement.amount().toString())
                                        .getBytes(StandardCharsets.UTF_8))
                                .toHex(),
                EventKind.MOVEMENT,
                movement.block().time(),
                Optional.of(movement.account()),
                Optional.of(movement.asset()),
                Optional.of(movement.amount()),
                Optional.empty(),
                "A large amount moved " + way + "a claimed address",
                "/addresses/" + movement.account(),
                new Citation(
                        figure
                                + movement.transaction()
                                        .map(tx -> " by transaction " + tx)
                                        .orElse(""),
                        Optional.of(movement.block()),
                        Optional.empty(),
                        Optional.empty()));
    }
}
