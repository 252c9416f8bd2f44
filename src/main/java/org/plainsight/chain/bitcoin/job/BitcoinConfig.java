package org.plainsight.chain.bitcoin.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which Bitcoin chain is followed, and through whom. Without peers Bitcoin is not followed. */
@ConfigMapping(prefix = "plainsight.bitcoin")
public interface BitcoinConfig {

    /** {@code mainnet}, {@code testnet3}, {@code signet} or {@code regtest}. */
    Optional<String> network();

    /** Nodes as host:port, or name@host:port to be called by that name in public incidents. */
    Optional<List<String>> peers();

    /** Blocks on top of a block before it is final. */
    @WithDefault("6")
    int confirmations();

    /** How long a node may take for one answer. */
    @WithDefault("20s")
    Duration answerWithin();

    /**
     * After following stopped because a final block was taken back: the hash of a block of the heavier chain, which a
     * person has looked at and decided to follow.
     */
    Optional<String> acceptReorgTo();
}
