package org.plainsight.chain.evm.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.plainsight.chain.evm.EvmHeader;

/** How it goes between one follower and its node: written by the follower, read by everybody. */
final class Contact {

    /**
     * @param at when the node last answered with a head not below ours
     * @param head the newest block it named
     * @param failure what went wrong since
     * @param refused the node is not to be used at all
     * @param finalityMissing the node names no final block
     */
    record Last(
            Optional<Instant> at,
            Optional<EvmHeader> head,
            Optional<String> failure,
            boolean refused,
            boolean finalityMissing) {}

    private static final long CATCHING_UP = 20;

    // plain volatile: only the follower's thread writes
    private volatile Last last = new Last(Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    Last last() {
        return last;
    }

    void answered(Instant now, EvmHeader head, boolean finalityMissing) {
        last = new Last(Optional.of(now), Optional.of(head), Optional.empty(), false, finalityMissing);
    }

    /** A block was read, while the newest one is still far off. */
    void advanced(Instant now) {
        Last before = last;
        last = new Last(Optional.of(now), before.head(), Optional.empty(), false, before.finalityMissing());
    }

    void failed(String why) {
        note(why, false);
    }

    /** For a fault that a later answer of the same node does not mend. */
    void refused(String why) {
        note(why, true);
    }

    private void note(String why, boolean refused) {
        Last before = last;
        last = new Last(before.at(), before.head(), Optional.of(why), refused, before.finalityMissing());
    }

    /** Why the figures are stale, in words for the public; empty when all is well. */
    Optional<String> problem(Instant now, FollowerSettings settings, long tipHeight) {
        Last seen = last();
        if (seen.at().isEmpty() || seen.refused()) {
            return Optional.of(seen.failure().orElse("the node has not answered yet"));
        }
        if (Duration.between(seen.at().get(), now).compareTo(settings.staleAfter()) > 0) {
            return Optional.of(
                    "no fresh answer from the node since " + seen.at().get().truncatedTo(ChronoUnit.SECONDS)
                            + seen.failure().map(why -> ": " + why).orElse(""));
        }
        EvmHeader head = seen.head().orElseThrow();
        if (head.number() - tipHeight > CATCHING_UP) {
            return Optional.of("catching up: " + (head.number() - tipHeight) + " blocks to go");
        }
        Optional<Duration> maxAge = settings.headMaxAge();
        if (maxAge.isPresent() && Duration.between(head.time(), now).compareTo(maxAge.get()) > 0) {
            return Optional.of("the node's newest block is of " + head.time());
        }
        return seen.finalityMissing() ? Optional.of("the node names no final block") : Optional.empty();
    }
}
