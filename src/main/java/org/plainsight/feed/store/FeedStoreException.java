package org.plainsight.feed.store;

/** The database could not keep or read what the feed needs. */
public final class FeedStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FeedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
