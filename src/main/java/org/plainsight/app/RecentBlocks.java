package org.plainsight.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.ChainReaders;
import org.plainsight.evidence.BlockRef;

/**
 * Blocks by height, remembered for a few seconds: many thousand challenges of one import name the same one. A
 * reorganisation is noticed by the next look.
 */
final class RecentBlocks {

    private static final Duration KEPT_FOR = Duration.ofSeconds(10);
    private static final int KEPT_MAX = 10_000;

    private record Place(ChainId chain, long height) {}

    private record Kept(Instant at, Optional<BlockRef> block) {}

    private final ChainReaders chains;
    private final Clock clock;
    private final Map<Place, Kept> kept = new ConcurrentHashMap<>();

    RecentBlocks(ChainReaders chains, Clock clock) {
        this.chains = chains;
        this.clock = clock;
    }

    Optional<BlockRef> at(ChainId chain, long height) {
        Place place = new Place(chain, height);
        Instant now = clock.instant();
        Kept known = kept.get(place);
        if (known == null || known.at().plus(KEPT_FOR).isBefore(now)) {
            if (kept.size() >= KEPT_MAX) {
                kept.clear();
            }
            known = new Kept(now, chains.find(chain).flatMap(reader -> reader.blockAt(height)));
            kept.put(place, known);
        }
        return known.block();
    }
}
