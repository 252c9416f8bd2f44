package org.plainsight.feed.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.disclosure.SignedStatement;
import org.plainsight.event.EventFilter;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PublicEvent;
import org.plainsight.event.PublicEvents;
import org.plainsight.feed.StatementEvents;
import org.plainsight.log.SignedCheckpoint;
import org.plainsight.log.TransparencyLog;
import org.plainsight.merkle.Hash32;

/**
 * Raises an event for every statement that a checkpoint covers. Where it stopped is read from the events themselves, so
 * that a process killed at any moment goes on without a gap; what it raises twice stands once.
 */
@Singleton
public class LogEvents {

    private static final int BATCH = 500;

    private final TransparencyLog log;
    private final PublicEvents events;
    private long next = -1;

    LogEvents(TransparencyLog log, PublicEvents events) {
        this.log = log;
        this.events = events;
    }

    @Scheduled(every = "1s", identity = "log-events", concurrentExecution = ConcurrentExecution.SKIP)
    public synchronized void round() {
        if (next < 0) {
            next = last() + 1;
        }
        long size = log.checkpoint().map(SignedCheckpoint::size).orElse(0L);
        while (next < size) {
            List<PublicEvent> found = new ArrayList<>();
            long index = next;
            for (byte[] entry : log.entries(next, (int) Math.min(BATCH, size - next))) {
                found.addAll(read(index++, entry));
            }
            if (index == next) {
                return; // the entries are not readable yet; the next round looks again
            }
            events.raise(found);
            next = index;
        }
    }

    /** The log index of the newest event that came from the log. */
    private long last() {
        return events.newest(EventFilter.ALL, 1_000).stream()
                .map(NumberedEvent::event)
                .filter(event -> event.key().startsWith(StatementEvents.KEY))
                .mapToLong(event -> event.citation().logIndex().orElse(-1L))
                .max()
                .orElse(-1L);
    }

    private static List<PublicEvent> read(long index, byte[] entry) {
        try {
            return StatementEvents.of(
                    index,
                    Hash32.sha256(entry).toHex(),
                    SignedStatement.fromEntry(entry).disclosure());
        } catch (MalformedStatementException e) {
            // a type that a later version added; it is in the log for whoever knows it
            return List.of();
        }
    }
}
