package org.plainsight.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of event that one can subscribe to. Later kinds are added; none changes its meaning. */
public enum EventKind {
    /** A new claim says that an address is the operator's. */
    CLAIM,
    /** A claim says that an address is no longer the operator's, or is under review. */
    RETRACTION,
    /** A claim says that an address is not the operator's, whoever says otherwise. */
    DISCLAIMER,
    /** A claimed address moved at least the threshold set for the asset, in a final block. */
    MOVEMENT,
    /** A wallet's proof of ownership is older than its policy allows. */
    STALE_PROOF,
    /** A snapshot's signed reserves of an asset are below what is owed. */
    COVERAGE,
    /** Sources of a chain disagree. */
    DISAGREEMENT,
    /** Another incident of the log. */
    INCIDENT;

    /** As feeds write it, e.g. {@code stale-proof}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<EventKind> byWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
