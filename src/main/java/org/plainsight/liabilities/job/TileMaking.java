package org.plainsight.liabilities.job;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.plainsight.liabilities.ProofTiles;

/** Makes the proof tiles of what was published, before customers come. */
@ApplicationScoped
class TileMaking {

    private static final Logger LOG = Logger.getLogger(TileMaking.class);

    private final ProofTiles tiles;

    TileMaking(ProofTiles tiles) {
        this.tiles = tiles;
    }

    @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void make() {
        int made = tiles.makeMissing();
        if (made > 0) {
            LOG.infof("made the proof tiles of %d snapshots", made);
        }
    }
}
