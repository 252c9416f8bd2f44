package org.plainsight.registry.review;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a draft would change, in numbers.
 *
 * @param rows claims that stand before it
 * @param counts changes of each kind
 * @param held of these, the rows that would not go live
 * @param unproven joining addresses of ours without any proof
 * @param shares the value touched, per asset that has any
 * @param unknown why the touched value is not known in full; empty when it is
 */
public record Impact(
        long rows,
        Map<DraftLine.Kind, Long> counts,
        long held,
        long unproven,
        List<ValueShare> shares,
        List<String> unknown) {

    /** More than one row in a hundred needs a second approval. */
    private static final int ROWS = 100;

    public Impact {
        counts = Map.copyOf(counts);
        shares = List.copyOf(shares);
        unknown = List.copyOf(unknown);
    }

    public long count(DraftLine.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** For pages. */
    public long count(String kind) {
        return count(DraftLine.Kind.valueOf(kind));
    }

    /** Claims that would join, leave or change. */
    public long touched() {
        return counts.entrySet().stream()
                .filter(e -> e.getKey() != DraftLine.Kind.ASSET && e.getKey() != DraftLine.Kind.CLAIMED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public boolean isEmpty() {
        return counts.values().stream().allMatch(n -> n == 0);
    }

    public boolean needsSecondApproval() {
        return !reasons().isEmpty();
    }

    /** Why a second approval is needed; empty when it is not. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (touched() * ROWS > rows) {
            reasons.add(
                    rows == 0
                            ? "it is the first publication: no claim stands yet"
                            : touched() + " of " + rows + " rows change, more than 1 %");
        }
        shares.stream()
                .filter(ValueShare::isLarge)
                .forEach(s -> reasons.add(s.percent() + " of all " + s.symbol() + " is touched, more than 0.1 %"));
        unknown.forEach(why -> reasons.add("the value touched is not known in full: " + why));
        if (count(DraftLine.Kind.ASSET) > 0) {
            reasons.add("what counts for an asset changes");
        }
        if (count(DraftLine.Kind.CLAIMED) > 0) {
            reasons.add("what is said to be held off chain changes");
        }
        return reasons;
    }

    /** Counts changes as they come. */
    public static final class Counter {
        private final Map<DraftLine.Kind, Long> counts = new EnumMap<>(DraftLine.Kind.class);
        private long held;
        private long unproven;

        public void add(DraftLine.Kind kind, boolean isHeld, boolean isUnproven) {
            counts.merge(kind, 1L, Long::sum);
            held += isHeld ? 1 : 0;
            unproven += isUnproven ? 1 : 0;
        }

        public Impact of(long rows, List<ValueShare> shares, List<String> unknown) {
            return new Impact(rows, counts, held, unproven, shares, unknown);
        }
    }
}
