package org.plainsight.chain.bitcoin.follow;

import java.time.Duration;
import java.util.List;
import org.plainsight.chain.bitcoin.BlockHeader;

/**
 * One open connection to a node, which is believed in nothing: headers must carry their work, bodies must hash to their
 * headers. Every call ends within a stated time. For use by one thread.
 */
public interface BlockSource extends AutoCloseable {

    /** Opens connections. */
    interface Connector {
        /**
         * @param peer host:port
         * @throws NodeUnavailableException when nobody answers there
         * @throws org.plainsight.chain.WrongNetworkException when a node of another network does
         */
        BlockSource connect(String peer);
    }

    /**
     * Up to 2,000 headers after the first of these hashes that is on the node's best chain; empty when there are none.
     *
     * @throws NodeUnavailableException when the node does not answer in time
     */
    List<BlockHeader> headersAfter(List<String> locator);

    /**
     * The serialized blocks, in the order asked for; the caller bounds how many it holds at once.
     *
     * @throws NodeUnavailableException when the node does not deliver all of them in time
     * @throws BlockNotThereException when it says that it has not got one of them
     */
    List<byte[]> blocks(List<String> hashes);

    /** Returns when the node announces a block, or after the given time. */
    void awaitNews(Duration atMost) throws InterruptedException;

    @Override
    void close();
}
