package org.plainsight.chain.evm;

import java.util.Optional;
import org.plainsight.asset.ChainId;

/** The nodes of the configured EVM chains. */
public interface EvmNodes {

    Optional<EvmNode> find(ChainId chain);
}
