package org.plainsight.registry;

import java.util.Optional;
import org.plainsight.asset.ChainId;

/** Whether the text of an address is right for its chain: checksum, network, length. */
public interface AddressFormat {

    sealed interface Answer {}

    /** @param script scriptPubKey in hex, on chains that have one */
    record Fine(Optional<String> script) implements Answer {}

    /** @param problem what is wrong, and the remedy */
    record Wrong(String problem) implements Answer {}

    /**
     * Chains whose checksums are not known here are {@link Fine}.
     *
     * @param address exactly as it was written
     */
    Answer check(ChainId chain, String address);
}
