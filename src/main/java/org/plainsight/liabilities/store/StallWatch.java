package org.plainsight.liabilities.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Interrupts the thread that made it when nothing has moved for a while. */
final class StallWatch implements AutoCloseable {

    private final Thread watched = Thread.currentThread();
    private final AtomicLong moves = new AtomicLong();
    private final Thread watch;
    private volatile boolean stalled;

    StallWatch(Duration patience) {
        // of its own: whoever stalls may hold every thread of a pool
        this.watch = Thread.ofPlatform().daemon().name("stall-watch").unstarted(() -> watch(patience));
        watch.start();
    }

    private void watch(Duration patience) {
        try {
            for (long before = -1; moves.get() != before; ) {
                before = moves.get();
                Thread.sleep(patience);
            }
            stalled = true;
            watched.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only the watched thread calls this. */
    void moved() {
        moves.setRelease(moves.getPlain() + 1);
    }

    long moves() {
        return moves.get();
    }

    boolean stalled() {
        return stalled;
    }

    /** The interruption, if there was one, ends with it. */
    @Override
    public void close() {
        watch.interrupt();
        boolean interrupted = false;
        while (watch.isAlive()) {
            try {
                watch.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (stalled) {
            Thread.interrupted();
        } else if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
