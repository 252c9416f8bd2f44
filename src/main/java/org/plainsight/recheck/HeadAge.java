package org.plainsight.recheck;

import java.time.Duration;

/** How old what is signed or served may be. */
final class HeadAge {

    /** A log signs anew within a day; an older head may hide what came after it. */
    static final Duration STALE = Duration.ofHours(25);

    /** Clocks differ; beyond this a head is dated ahead. */
    static final Duration SKEW = Duration.ofMinutes(10);

    /** Within this, feed and events follow the log, however large they are; later, what lacks was kept back. */
    static final Duration FOLLOWS = Duration.ofMinutes(10);

    private HeadAge() {}
}
