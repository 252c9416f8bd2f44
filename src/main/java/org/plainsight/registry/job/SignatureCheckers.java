package org.plainsight.registry.job;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that check signatures while files are read: one per core, idle between imports. */
@Singleton
class SignatureCheckers implements Executor {

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("registry-signatures-", 0).factory());

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }
}
