package org.plainsight.chain.evm.job;

import java.util.Optional;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.evm.EvmHeader;
import org.plainsight.chain.evm.EvmNode;

/** Asks a node, once until told to ask again, whether it is of the configured chain. */
final class NetworkCheck {

    private final FollowerSettings settings;
    private final EvmNode node;
    private boolean passed;

    NetworkCheck(FollowerSettings settings, EvmNode node) {
        this.settings = settings;
        this.node = node;
    }

    /** After an outage there may be another node behind the same URL. */
    void again() {
        passed = false;
    }

    /**
     * @throws WrongNetworkException when the node is of another chain
     * @throws org.plainsight.chain.evm.NodeException when it cannot answer
     */
    void pass() {
        if (passed) {
            return;
        }
        long found = node.chainId();
        if (found != settings.chainNumber()) {
            throw new WrongNetworkException("the node is of chain " + found + ", not " + settings.chainNumber()
                    + "; correct " + settings.setting() + ".url or " + settings.setting() + ".chain-id");
        }
        if (settings.genesisHash().isPresent()) {
            Optional<String> genesis = node.header(0).map(EvmHeader::hash);
            if (genesis.isPresent() && !genesis.equals(settings.genesisHash())) {
                throw new WrongNetworkException("the node's first block is 0x" + genesis.get() + "; correct "
                        + settings.setting() + ".url or " + settings.setting() + ".genesis-hash");
            }
        }
        passed = true;
    }
}
