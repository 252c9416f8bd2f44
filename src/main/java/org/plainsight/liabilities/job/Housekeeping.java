package org.plainsight.liabilities.job;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.plainsight.liabilities.Housekeeper;

/** Removes what crashes left and what is kept no longer: at every start, and once a day. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final Housekeeper housekeeper;

    Housekeeping(Housekeeper housekeeper) {
        this.housekeeper = housekeeper;
    }

    void atStart(@Observes StartupEvent event) {
        sweep();
    }

    @Scheduled(every = "24h", delayed = "1h")
    void daily() {
        sweep();
    }

    private void sweep() {
        Housekeeper.Swept swept = housekeeper.sweep();
        if (swept.leftovers() > 0 || swept.inputs() > 0) {
            LOG.infof(
                    "discarded %d unfinished snapshots and erased %d balances files past their retention",
                    swept.leftovers(), swept.inputs());
        }
    }
}
