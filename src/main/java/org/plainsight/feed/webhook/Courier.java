package org.plainsight.feed.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PublicEvents;

/**
 * Takes events to their subscribers, at least once. An attempt is kept after it was made, so that a process killed in
 * between sends the message again under the same id.
 */
public final class Courier {

    private static final int AT_ONCE = 50;

    private final Subscriptions subscriptions;
    private final PublicEvents events;
    private final Receiver receiver;
    private final WebhookKey key;
    private final String base;
    private final Clock clock;

    /** @param base the portal's address without a slash at the end */
    public Courier(
            Subscriptions subscriptions,
            PublicEvents events,
            Receiver receiver,
            WebhookKey key,
            String base,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.events = events;
        this.receiver = receiver;
        this.key = key;
        this.base = base;
        this.clock = clock;
    }

    /** One round for one subscription: takes new events in and sends what is due. Returns how many were sent. */
    public int run(Subscription subscription) {
        subscriptions.enqueue(subscription, clock.instant());
        List<Delivery> due = subscriptions.due(subscription.id(), clock.instant(), AT_ONCE);
        int sent = 0;
        for (Delivery delivery : due) {
            Receiver.Answer answer = send(subscription, delivery);
            sent++;
            if (!settle(subscription.id(), delivery, answer)) {
                return sent;
            }
        }
        return sent;
    }

    private Receiver.Answer send(Subscription subscription, Delivery delivery) {
        NumberedEvent event = events.find(delivery.event())
                .orElseThrow(() -> new IllegalStateException("no event " + delivery.event()));
        String body = CanonicalJson.text(Json.object()
                .put("type", "plainsight." + event.event().kind().word())
                .put("timestamp", event.event().at())
                .put("data", event.json(base))
                .build());
        long now = clock.instant().getEpochSecond();
        return receiver.send(
                subscription.url(),
                Map.of(
                        "Content-Type", "application/json",
                        "webhook-id", delivery.messageId(),
                        "webhook-timestamp", Long.toString(now),
                        "webhook-signature", key.signature(delivery.messageId(), now, body)),
                body);
    }

    /** Whether to go on with this receiver in this round. */
    private boolean settle(long id, Delivery delivery, Receiver.Answer answer) {
        Instant now = clock.instant();
        switch (answer) {
            case Receiver.Answer.Taken taken -> subscriptions.record(delivery, now, taken, Optional.empty());
            case Receiver.Answer.Gone gone -> {
                subscriptions.record(delivery, now, gone, Optional.empty());
                subscriptions.stop(id, gone.words());
                return false;
            }
            case Receiver.Answer.Refused refused -> {
                subscriptions.record(delivery, now, refused, RetryPolicy.next(delivery.attempts() + 1, now));
                boolean sustained = subscriptions
                        .find(id)
                        .flatMap(Subscription::failingSince)
                        .filter(since -> RetryPolicy.isSustained(since, now))
                        .isPresent();
                if (sustained) {
                    subscriptions.stop(id, "nothing was taken for three days; last: " + refused.words());
                }
                return false;
            }
        }
        return true;
    }
}
