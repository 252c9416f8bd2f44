package org.plainsight.recheck;

import java.time.Duration;
import java.time.Instant;

/** How old what is signed or served may be. */
final class HeadAge {

    /** A log signs anew within a day; an older head may hide what came after it. */
    private static final Duration STALE = Duration.ofHours(25);

    /** Clocks differ; beyond this a head is dated ahead. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    /** Within this, feed and events follow the log, however large they are; later, what lacks was kept back. */
    private static final Duration FOLLOWS = Duration.ofMinutes(10);

    private HeadAge() {}

    static boolean isStale(Instant head, Instant now) {
        return head.isBefore(now.minus(STALE));
    }

    static boolean isAhead(Instant head, Instant now) {
        return head.isAfter(now.plus(SKEW));
    }

    /** Whether what is made of the log had the time to follow it; not where the log does not say when it signed. */
    static boolean isFollowed(PublishedLog log, Instant now) {
        return log.signedAt()
                .filter(signed -> signed.isBefore(now.minus(FOLLOWS)))
                .isPresent();
    }
}
