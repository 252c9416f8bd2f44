package org.plainsight.registry.corrections;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.DisputeState;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.DisputeLedger;

/**
 * Everything one publisher was asked to correct, with the dates on which the log said how far it had come.
 *
 * @param publisher as disputes name it
 */
public record PublisherRecord(String publisher, List<Item> items) {

    /** The state of a correction from one entry of the log on. */
    public record Step(DisputeState state, Instant at, long logIndex) {}

    /**
     * @param claim that stands
     * @param dispute as it stands
     * @param steps oldest first
     */
    public record Item(AddressClaim claim, Dispute dispute, List<Step> steps) {
        public Item {
            steps = List.copyOf(steps);
        }

        public boolean isOpen() {
            return dispute.state() != DisputeState.CORRECTED;
        }
    }

    public PublisherRecord {
        items = List.copyOf(items);
    }

    /**
     * @param claims standing ones, of any publisher
     * @param history everything ever said of an address, oldest first
     */
    public static PublisherRecord of(
            String publisher, List<AddressClaim> claims, Function<AccountId, List<AddressClaim>> history) {
        List<Item> items = new ArrayList<>();
        for (AddressClaim claim : claims) {
            dispute(claim, publisher)
                    .ifPresent(d -> items.add(new Item(claim, d, steps(history.apply(claim.account()), publisher))));
        }
        String name = items.isEmpty() ? publisher : items.getFirst().dispute().publisher();
        return new PublisherRecord(name, items);
    }

    private static Optional<Dispute> dispute(AddressClaim claim, String publisher) {
        return claim.attribution().disputes().stream()
                .filter(d -> DisputeLedger.key(d.publisher()).equals(DisputeLedger.key(publisher)))
                .findFirst();
    }

    private static List<Step> steps(List<AddressClaim> history, String publisher) {
        List<Step> steps = new ArrayList<>();
        for (AddressClaim claim : history) {
            dispute(claim, publisher).map(Dispute::state).ifPresent(state -> {
                if (steps.isEmpty() || steps.getLast().state() != state) {
                    steps.add(new Step(state, claim.attribution().issuedAt(), claim.logIndex()));
                }
            });
        }
        return steps;
    }

    public List<Item> open() {
        return items.stream().filter(Item::isOpen).toList();
    }

    public List<Item> corrected() {
        return items.stream().filter(item -> !item.isOpen()).toList();
    }
}
