package org.plainsight.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The demo's steps as lines on standard output, numbered, with the seconds since the start. */
final class DemoProgress {
    private static final AtomicInteger STEPS = new AtomicInteger();
    private static final long BEGIN = System.nanoTime();

    private DemoProgress() {}

    static void step(String what) {
        line("[" + STEPS.incrementAndGet() + "] " + what + " …");
    }

    static void note(String what) {
        line("    " + what);
    }

    private static void line(String text) {
        System.out.printf(
                "%4ds %s%n", Duration.ofNanos(System.nanoTime() - BEGIN).toSeconds(), text);
    }
}
