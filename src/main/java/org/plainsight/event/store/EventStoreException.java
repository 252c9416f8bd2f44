package org.plainsight.event.store;

/** The database could not keep or read events. */
public final class EventStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
