package org.plainsight.event;

/** A filter of events that cannot be read; the message names the part and the remedy. */
public final class MalformedFilterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedFilterException(String message) {
        super(message);
    }
}
