package org.plainsight.event;

import java.util.List;
import java.util.Optional;

/**
 * The port on which rooms raise events, and from which they are handed on. Safe for use by several threads. Numbers rise
 * in the order in which events become visible, so that a reader who remembers the last one misses none.
 */
public interface PublicEvents {

    /**
     * Keeps the events durably; in the caller's transaction where one is open. An event whose key was raised before is
     * left out, so that repeating a call after a crash is harmless.
     */
    void raise(List<PublicEvent> events);

    /** Events behind a number that pass the filter, oldest first. */
    List<NumberedEvent> after(long id, EventFilter filter, int limit);

    /** The newest events that pass the filter, newest first. */
    List<NumberedEvent> newest(EventFilter filter, int limit);

    Optional<NumberedEvent> find(long id);

    /** The number of the newest event; 0 before the first. */
    long last();
}
