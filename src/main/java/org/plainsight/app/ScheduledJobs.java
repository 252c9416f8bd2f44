package org.plainsight.app;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The jobs begin after everything has been looked at: a start that is refused (a node of another chain, two signed heads)
 * has then done nothing, and tells its reason without jobs failing around it.
 */
@Singleton
class ScheduledJobs {
    private static final int LAST = 10_000;

    void begin(@Observes @Priority(LAST) StartupEvent start, Scheduler scheduler) {
        if (scheduler.isStarted()) {
            scheduler.resume();
        }
    }
}
