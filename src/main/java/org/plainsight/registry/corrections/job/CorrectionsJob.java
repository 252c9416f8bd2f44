package org.plainsight.registry.corrections.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.plainsight.registry.corrections.Correction;

/** Looks at others' lists, and at the chains. What it finds of disputes is published by the registry's own job. */
@ApplicationScoped
class CorrectionsJob {

    private static final Logger LOG = Logger.getLogger(CorrectionsJob.class);

    private final ListWatch watch;
    private final Contradictions contradictions;

    CorrectionsJob(ListWatch watch, Contradictions contradictions) {
        this.watch = watch;
        this.contradictions = contradictions;
    }

    @Scheduled(
            every = "${plainsight.corrections.watch-every:1h}",
            delayed = "${plainsight.corrections.watch-delay:30s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "corrections-watch")
    void look() throws InterruptedException {
        for (Correction news : watch.look()) {
            LOG.infof(
                    "Correction of %s by %s: %s",
                    news.account(),
                    news.dispute().publisher(),
                    news.dispute().state().word());
        }
        contradictions.look();
    }
}
