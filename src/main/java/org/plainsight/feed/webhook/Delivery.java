package org.plainsight.feed.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * One event on its way to one subscription.
 *
 * @param attempts made so far
 * @param nextAt when it is tried again; empty once it is delivered or given up
 * @param last what came of the last attempt, in words
 */
public record Delivery(
        long subscription,
        long event,
        int attempts,
        Optional<Instant> nextAt,
        boolean delivered,
        Optional<Instant> lastAt,
        Optional<String> last) {

    /** The same over all attempts, so that a receiver may drop what it has: the value of {@code webhook-id}. */
    public String messageId() {
        return "msg_" + subscription + "_" + event;
    }

    public boolean isGivenUp() {
        return nextAt.isEmpty() && !delivered;
    }
}
