package org.plainsight.feed.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.event.EventFilter;

/** Subscriptions and their deliveries, durable. Each method is a transaction of its own. */
public interface Subscriptions {

    /** Begins behind the newest event. */
    Subscription add(URI url, EventFilter filter, String createdBy, Instant now);

    /** Oldest first. */
    List<Subscription> all();

    Optional<Subscription> find(long id);

    /** Nothing is sent from now on; what waits is kept. */
    void stop(long id, String reason);

    /** Goes on where it stopped: what came in between is sent, and what waited is due. */
    void resume(long id, Instant now);

    /** Takes in the events since the cursor: each passing one becomes a delivery, in the same transaction. */
    void enqueue(Subscription subscription, Instant now);

    /** Deliveries whose time has come, oldest event first. */
    List<Delivery> due(long subscription, Instant now, int limit);

    /** Keeps what came of an attempt, and adds it to the delivery log. */
    void record(Delivery tried, Instant at, Receiver.Answer answer, Optional<Instant> nextAt);

    /** The newest deliveries, newest first. */
    List<Delivery> deliveries(long subscription, int limit);
}
