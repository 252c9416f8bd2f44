package org.plainsight.feed.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a message is tried again, and when a receiver is left alone: the schedule that Standard Webhooks recommends. */
public final class RetryPolicy {

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** A receiver that took nothing for so long is stopped. */
    private static final Duration SUSTAINED = Duration.ofDays(3);

    private RetryPolicy() {}

    /** @param attempts made so far, at least 1; empty: give the message up */
    public static Optional<Instant> next(int attempts, Instant now) {
        return attempts > WAITS.size() ? Optional.empty() : Optional.of(now.plus(WAITS.get(attempts - 1)));
    }

    public static boolean isSustained(Instant failingSince, Instant now) {
        return !now.isBefore(failingSince.plus(SUSTAINED));
    }
}
