package org.plainsight.feed.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.plainsight.event.EventFilter;

/**
 * Somebody who is told of events by HTTP.
 *
 * @param cursor the last event looked at for it
 * @param stopped why nothing is sent any more; empty while it is active
 * @param failingSince the first failure after the last success
 */
public record Subscription(
        long id,
        URI url,
        EventFilter filter,
        String createdBy,
        Instant createdAt,
        long cursor,
        Optional<String> stopped,
        Optional<Instant> failingSince) {

    public boolean isActive() {
        return stopped.isEmpty();
    }
}
