package org.plainsight.merkle.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A fixed number of threads that share numbered tasks; which thread takes which task never shows in a result. */
public final class Workers implements AutoCloseable {

    /** What one thread does, with its own buffers. */
    public interface Worker {
        void task(int number);

        /** After the thread's last task. */
        default void end() {}
    }

    private final int threads;
    private final ExecutorService executor;

    public Workers(int threads) {
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("liabilities-", 0).daemon().factory());
    }

    public int threads() {
        return threads;
    }

    /** Runs tasks 0 to {@code tasks} − 1 and returns when all are done; the first failure is thrown when all threads stopped. */
    public void run(int tasks, Supplier<? extends Worker> worker) {
        AtomicInteger next = new AtomicInteger();
        Callable<Boolean> share = () -> {
            Worker own = worker.get();
            try {
                for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
                    own.task(task);
                }
                own.end();
                return true;
            } finally {
                next.set(tasks);
            }
        };
        int helpers = Math.min(threads, tasks);
        List<Future<Boolean>> started = new ArrayList<>();
        for (int i = 0; i < helpers; i++) {
            started.add(executor.submit(share));
        }
        started.forEach(Workers::join);
    }

    private static void join(Future<Boolean> started) {
        try {
            started.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for threads that still run after a failure, so that nobody writes to memory about to be freed. */
    @Override
    public void close() {
        executor.close();
    }
}
