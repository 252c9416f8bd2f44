package org.plainsight.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What new attributions are dated by.
 *
 * @param clock in whole days where somebody outside signs: what is signed must still be the same text when the signature
 *     comes back
 */
public record IssuingClock(Clock clock) {

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
