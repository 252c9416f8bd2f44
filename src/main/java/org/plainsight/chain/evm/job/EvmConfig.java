package org.plainsight.chain.evm.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The EVM chains to follow: {@code plainsight.evm.<name>.…}; the name is free and stands in logs and metrics. */
@ConfigMapping(prefix = "plainsight.evm")
public interface EvmConfig {

    @WithParentName
    Map<String, Chain> chains();

    /** One chain and how it is followed. */
    interface Chain {

        @WithDefault("true")
        boolean enabled();

        /** The number of EIP-155; the node must name the same. */
        long chainId();

        /** 0x and 64 hex digits; checked when given, as several chains share numbers. */
        Optional<String> genesisHash();

        /** JSON-RPC over HTTP. More than half of them must say the same; three of different operators are best. */
        List<URI> url();

        /** The first block ever taken in; without it, the newest final block at the first start. */
        OptionalLong startBlock();

        /** {@code finalized} trusts the node's tag; a number means that many blocks on top. */
        @WithDefault("finalized")
        String finality();

        /** How often to look for a new block. */
        @WithDefault("PT1S")
        Duration poll();

        /** Figures are marked stale when the node has not answered for this long. */
        @WithDefault("PT30S")
        Duration staleAfter();

        /** Figures are marked stale when the newest block is older than this; unset for chains that may rest. */
        Optional<Duration> headMaxAge();

        /** Off only for chains whose headers carry no true bloom filter. */
        @WithDefault("true")
        boolean checkLogsBloom();

        /** Off only for chains whose headers hash in a way that is not known here; their blocks are believed as told. */
        @WithDefault("true")
        boolean checkHeaderHash();

        /** Codes of tokens that were looked at after they changed; the page that shows such a token halted names them. */
        Optional<Set<String>> acceptedCode();

        /** Set to true for one start, after a person has looked, to ask providers in quarantine again. */
        @WithDefault("false")
        boolean readmit();

        /** Set to true for one start, after a person has looked, to go on after a stop. */
        @WithDefault("false")
        boolean resume();
    }
}
