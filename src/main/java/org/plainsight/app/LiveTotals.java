package org.plainsight.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.plainsight.chain.ChainReaders;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AssetBook;
import org.plainsight.registry.LatestTotals;

/** The one set of newest totals that all pages share. */
@Singleton
class LiveTotals {

    @Produces
    @Singleton
    LatestTotals latestTotals(AddressBook addresses, AssetBook assets, ChainReaders chains, Clock clock) {
        return new LatestTotals(addresses, assets, chains, clock);
    }
}
