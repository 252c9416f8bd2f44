package org.plainsight.app;

import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.plainsight.chain.ChainReaderSource;
import org.plainsight.chain.ChainReaders;

/** Gathers the readers of all kinds of chains into the one {@link ChainReaders} that everybody injects. */
@Singleton
class FollowedChains {

    @Produces
    @Singleton
    ChainReaders chainReaders(@All List<ChainReaderSource> sources) {
        return new ChainReaders(sources);
    }
}
