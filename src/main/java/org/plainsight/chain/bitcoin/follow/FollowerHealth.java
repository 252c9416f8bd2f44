package org.plainsight.chain.bitcoin.follow;

import java.time.Instant;
import java.util.Optional;

/** What the follower last saw of the node, for those who ask from other threads. */
public final class FollowerHealth {

    /** @param headerHeight height of the best chain by work that the node showed; -1 before the first answer */
    public record Seen(Optional<Instant> lastContact, long headerHeight, Optional<String> problem) {}

    private volatile Seen seen = new Seen(Optional.empty(), -1, Optional.empty());

    public Seen seen() {
        return seen;
    }

    synchronized void answered(Instant now, long headerHeight, Optional<String> problem) {
        seen = new Seen(Optional.of(now), headerHeight, problem);
    }

    /** @param words for the public page */
    public synchronized void failed(String words) {
        seen = new Seen(seen.lastContact(), seen.headerHeight(), Optional.of(words));
    }
}
