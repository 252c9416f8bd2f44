package org.plainsight.liabilities.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.plainsight.liabilities.Progress;

/** One line on a terminal that says how far work is, how fast, and how long it still takes; nothing elsewhere. */
final class ProgressLine implements Progress, AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final int WIDTH = 24;

    private final PrintWriter out;
    private final Clock clock;
    private final boolean terminal =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private String step = "";
    private Instant stepBegan;
    private Instant drawn;

    ProgressLine(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.stepBegan = clock.instant();
        this.drawn = Instant.EPOCH;
    }

    @Override
    public synchronized void at(String name, long done, long total) {
        Instant now = clock.instant();
        if (!name.equals(step)) {
            step = name;
            stepBegan = now;
            drawn = Instant.EPOCH;
        }
        if (!terminal || Duration.between(drawn, now).compareTo(REDRAW) < 0) {
            return;
        }
        drawn = now;
        out.print("\r" + bar(done, total) + " " + name + rate(done, total, Duration.between(stepBegan, now))
                + "\u001b[K");
        out.flush();
    }

    @Override
    public void close() {
        if (terminal && !step.isEmpty()) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private static String bar(long done, long total) {
        int filled = total <= 0 ? 0 : (int) Math.min(WIDTH, done * WIDTH / total);
        return "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
    }

    private static String rate(long done, long total, Duration elapsed) {
        long millis = elapsed.toMillis();
        if (millis < 500 || done <= 0) {
            return "";
        }
        String rate = String.format(Locale.ROOT, "  %,d/s", done * 1_000 / millis);
        return total <= done ? rate : rate + ", " + (total - done) * millis / done / 1_000 + " s left";
    }
}
