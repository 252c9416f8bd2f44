package org.plainsight.chain.evm.rpc;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.plainsight.chain.evm.NodeException;
import org.plainsight.chain.evm.NodeException.Kind;

/** Keeps a node busy while its last answer is still being read, without flooding it. */
final class InFlight {

    private static final int AT_ONCE = 3;

    private InFlight() {}

    /** All of the work, or the first failure of it. */
    static void run(List<Callable<@Nullable Void>> work) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<@Nullable Void>> running =
                    work.stream().map(threads::submit).toList();
            try {
                for (Future<@Nullable Void> one : running) {
                    one.get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException("work without checked exceptions", e.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new NodeException(Kind.UNREACHABLE, "interrupted", null, e);
            }
        }
    }
}
