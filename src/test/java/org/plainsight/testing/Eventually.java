package org.plainsight.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does in its own time. */
public final class Eventually {

    private static final long LOOK_EVERY_MILLIS = 50;

    private Eventually() {}

    /**
     * Waits for something to become true.
     *
     * @param patience far above what it takes
     * @throws AssertionError when it does not in this time
     */
    public static void await(String what, Duration patience, BooleanSupplier done) {
        long looks = patience.toMillis() / LOOK_EVERY_MILLIS;
        for (long look = 0; look < looks; look++) {
            if (done.getAsBoolean()) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("waited in vain for " + what);
    }
}
