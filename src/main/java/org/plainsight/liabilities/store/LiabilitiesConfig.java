package org.plainsight.liabilities.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the liabilities engine. */
@ConfigMapping(prefix = "plainsight.liabilities")
interface LiabilitiesConfig {

    /** How many of the largest balances of each asset are split into chunks; 0 for none. */
    @WithDefault("16")
    int chunkLargest();

    /** Into how many chunks, 2 to 256. */
    @WithDefault("4")
    int chunkPieces();

    /** A longer balances file is refused. */
    @WithDefault("17179869184")
    long maxFileBytes();

    /** How long the balances file of a published snapshot is kept; it holds ID digests. */
    @WithDefault("P30D")
    Duration inputRetention();
}
