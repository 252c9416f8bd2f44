package org.plainsight.log.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.plainsight.log.export.TileExport;

/** Writes new tiles elsewhere. A place that fails is told once and tried again; the portal serves them meanwhile. */
@ApplicationScoped
class ExportJob {

    private static final Logger LOG = Logger.getLogger(ExportJob.class);

    private final ExportPlaces places;
    private boolean failing;

    ExportJob(ExportPlaces places) {
        this.places = places;
    }

    @Scheduled(every = "5s", identity = "log-export", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void round() {
        try {
            for (TileExport export : places.exports()) {
                export.run();
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("The log could not be written elsewhere; trying again every few seconds", e);
            }
            failing = true;
        }
    }
}
