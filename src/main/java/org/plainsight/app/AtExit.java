package org.plainsight.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * What ends with the JVM: database and nodes, last opened first, and only after the portal has let go of them. Not
 * earlier: dev mode starts the portal again at every reload, in one JVM.
 */
final class AtExit {
    private static final Logger LOG = Logger.getLogger(AtExit.class);
    private static final int PORTAL_SECONDS = 20;
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static final AtomicReference<CountDownLatch> PORTAL = new AtomicReference<>(new CountDownLatch(0));

    private AtExit() {}

    static synchronized void close(AutoCloseable resource) {
        if (OPEN.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "at-exit"));
        }
        OPEN.push(resource);
    }

    static void portalBegins() {
        PORTAL.set(new CountDownLatch(1));
    }

    static void portalEnded() {
        Objects.requireNonNull(PORTAL.get()).countDown();
    }

    private static void closeAll() {
        try {
            if (!Objects.requireNonNull(PORTAL.get()).await(PORTAL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the portal takes long to stop; stopping its database and nodes all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (AtExit.class) {
            while (!OPEN.isEmpty()) {
                AutoCloseable resource = OPEN.pop();
                try {
                    resource.close();
                } catch (Exception e) {
                    // the others must be closed all the same
                    LOG.warn("not closed in order: " + resource, e);
                }
            }
        }
    }
}
