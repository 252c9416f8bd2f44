package org.plainsight.app;

import java.time.Duration;
import org.jboss.logging.Logger;
import org.plainsight.sandbox.SampleExchange;
import org.plainsight.sandbox.node.NodeRpcException;

/** Makes blocks with deposits, withdrawals and internal moves while the demo runs. */
final class DemoBusiness implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DemoBusiness.class);
    /** The sandbox replays its chains at each start: the quicker they grow, the longer a later start takes. */
    private static final Duration BITCOIN_BLOCKS = Duration.ofSeconds(20);

    private static final Duration EVM_BLOCKS = Duration.ofSeconds(12);
    /** While a publication waits for its blocks to become final. */
    private static final Duration HURRIED_BLOCKS = Duration.ofMillis(1_500);

    private final SampleExchange exchange;
    private volatile boolean hurried = true;
    private volatile boolean ended;

    DemoBusiness(SampleExchange exchange) {
        this.exchange = exchange;
    }

    void start() {
        Thread.ofPlatform().daemon().name("demo-bitcoin").start(() -> make(exchange::bitcoinBlock, BITCOIN_BLOCKS));
        Thread.ofPlatform().daemon().name("demo-evm").start(() -> make(exchange::evmBlocks, EVM_BLOCKS));
    }

    /** From now on at the usual pace. */
    void calmDown() {
        hurried = false;
    }

    @Override
    public void close() {
        ended = true;
    }

    private void make(Runnable block, Duration interval) {
        while (!ended) {
            try {
                block.run();
            } catch (NodeRpcException e) {
                // the node may be off for a while, on purpose even; business goes on with the next block
                LOG.debug("no block this time", e);
            }
            try {
                Thread.sleep(hurried ? HURRIED_BLOCKS : interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
