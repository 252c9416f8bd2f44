package org.plainsight.chain.bitcoin.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the follower last saw of the node, for those who ask from other threads. */
public final class FollowerHealth {

    /** @param headerHeight height of the best chain by work that the node showed; -1 before the first answer */
    public record Seen(Optional<Instant> lastContact, long headerHeight, Optional<String> problem) {}

    /** With several nodes, one that is on a lighter branch is no problem while another was fine within this time. */
    private static final Duration OTHERS_FINE = Duration.ofSeconds(45);

    private final boolean several;
    private Instant lastFine = Instant.MIN;
    private volatile Seen seen = new Seen(Optional.empty(), -1, Optional.empty());

    /** With one node. */
    public FollowerHealth() {
        this(false);
    }

    /** @param several whether more than one node is asked */
    public FollowerHealth(boolean several) {
        this.several = several;
    }

    public Seen seen() {
        return seen;
    }

    synchronized void answered(Instant now, long headerHeight, Optional<String> problem) {
        if (problem.isEmpty()) {
            lastFine = now;
        }
        boolean othersFine = several && lastFine.isAfter(now.minus(OTHERS_FINE));
        seen = new Seen(Optional.of(now), headerHeight, othersFine ? Optional.empty() : problem);
    }

    /** @param words for the public page */
    public synchronized void failed(String words) {
        seen = new Seen(seen.lastContact(), seen.headerHeight(), Optional.of(words));
    }
}
