package org.plainsight.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs the Quarkus application and turns its end into an exit code. */
final class Portal {
    private Portal() {}

    /** @param application what to run inside, or null to serve until told to stop */
    @SuppressWarnings("NullAway") // Quarkus documents null for "wait until told to stop"
    static int run(@Nullable Class<? extends QuarkusApplication> application, String... words) {
        AtomicInteger exit = new AtomicInteger();
        AtExit.portalBegins();
        try {
            Quarkus.run(
                    application,
                    (code, failure) -> exit.set(failure == null ? code : StartReport.tell(failure)),
                    words);
        } finally {
            AtExit.portalEnded();
        }
        return exit.get();
    }
}
