package org.plainsight.chain.bitcoin.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.plainsight.chain.WrongNetworkException;
import org.plainsight.chain.bitcoin.follow.BlockSource;
import org.plainsight.chain.bitcoin.follow.NodeUnavailableException;

/** Before anything else starts: whether there is a node that could be followed at all. */
final class FirstContact {

    private FirstContact() {}

    /**
     * Nodes that are off or slow are no reason not to start.
     *
     * @throws WrongNetworkException when every node is of another network
     */
    static void require(BlockSource.Connector connector, List<PeerSlot> peers, Duration within) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<?>> calls = new ArrayList<>();
            peers.forEach(peer -> calls.add(
                    threads.submit(() -> connector.connect(peer.address()).close())));
            long deadline = System.nanoTime() + within.toNanos();
            List<WrongNetworkException> foreign = new ArrayList<>();
            for (Future<?> call : calls) {
                foreign.addAll(foreign(call, deadline - System.nanoTime()));
            }
            if (!foreign.isEmpty() && foreign.size() == peers.size()) {
                throw foreign.getFirst();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<WrongNetworkException> foreign(Future<?> call, long nanos) throws InterruptedException {
        try {
            call.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
            return List.of();
        } catch (TimeoutException e) {
            return List.of();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WrongNetworkException wrong) {
                return List.of(wrong);
            }
            if (e.getCause() instanceof NodeUnavailableException) {
                return List.of();
            }
            throw new IllegalStateException("a node could not be connected to", e.getCause());
        }
    }
}
