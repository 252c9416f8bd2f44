package org.plainsight.recheck;

import java.util.Optional;

/** Raw blocks of a node's best chain. */
public interface BitcoinBlocks {

    /** Empty above the node's tip. @throws UnreadableException when the node does not answer */
    Optional<String> hashAt(long height);

    /** The serialized block. @throws UnreadableException when the node does not answer */
    byte[] block(String hash);
}
