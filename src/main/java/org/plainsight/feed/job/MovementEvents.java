package org.plainsight.feed.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.config.ConfigMapping;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.chain.ChainReader;
import org.plainsight.chain.ChainReaders;
import org.plainsight.event.PublicEvents;
import org.plainsight.feed.MovementWatch;

/** Raises an event for every movement that reaches its asset's threshold. */
@Singleton
class MovementEvents {

    /** Thresholds in smallest units by CAIP-19; an asset without one is not watched. */
    @ConfigMapping(prefix = "plainsight.events")
    interface Settings {
        Map<String, String> movementThreshold();
    }

    private final ChainReaders chains;
    private final PublicEvents events;
    private final Clock clock;
    private final MovementWatch watch;

    MovementEvents(ChainReaders chains, PublicEvents events, Clock clock, Settings settings) {
        this.chains = chains;
        this.events = events;
        this.clock = clock;
        this.watch = new MovementWatch(settings.movementThreshold().entrySet().stream()
                .collect(Collectors.toMap(e -> AssetId.parse(e.getKey()), e -> Amount.parse(e.getValue()))));
    }

    @Scheduled(every = "15s", identity = "movement-events", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void round() {
        for (ChainReader chain : chains.all()) {
            events.raise(watch.look(chain, clock.instant()));
        }
    }
}
