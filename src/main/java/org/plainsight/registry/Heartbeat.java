package org.plainsight.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Evidence;
import org.plainsight.evidence.BlockRef;

/**
 * How long ago the keys of an address were last shown to be at hand. The date is that of the block the signed challenge
 * names: the signature was made no earlier.
 *
 * @param provenAt the newest block a valid signature is bound to; empty when there is none
 * @param policy how often the operator says it signs again
 */
public record Heartbeat(State state, Optional<BlockRef> provenAt, Duration age, Duration policy) {

    public enum State {
        /** Within the policy. */
        FRESH,
        /** Older than the policy, at most twice as old. */
        DUE,
        /** More than twice as old as the policy. */
        OVERDUE,
        /** No valid signature over a dated challenge is known. */
        NEVER
    }

    public static Heartbeat of(Attribution claim, Instant now, Duration policy) {
        Optional<BlockRef> proven = claim.evidence().stream()
                .filter(e -> e.verdict().isValid())
                .flatMap((Evidence e) -> e.signedAt().stream())
                .max(Comparator.comparing(BlockRef::time));
        if (proven.isEmpty()) {
            return new Heartbeat(State.NEVER, proven, Duration.ZERO, policy);
        }
        Duration age = Duration.between(proven.get().time(), now);
        State state = age.compareTo(policy) <= 0
                ? State.FRESH
                : age.compareTo(policy.multipliedBy(2)) <= 0 ? State.DUE : State.OVERDUE;
        return new Heartbeat(state, proven, age.isNegative() ? Duration.ZERO : age, policy);
    }

    /** For the public page. */
    public String words() {
        return switch (state) {
            case NEVER -> "never shown by a signature bound to a date";
            case FRESH, DUE, OVERDUE -> "last shown " + days(age) + " ago (policy " + days(policy) + ")";
        };
    }

    private static String days(Duration duration) {
        long days = duration.toDays();
        return days == 1 ? "1 day" : days + " days";
    }

    /** The verdict badge's word whose colour fits: green, amber, red. */
    public String tone() {
        return switch (state) {
            case FRESH -> "valid";
            case DUE, NEVER -> "inconclusive";
            case OVERDUE -> "invalid";
        };
    }
}
