package org.plainsight.chain.bitcoin.follow;

/** A snapshot contradicts what was read from blocks; nothing of it was taken in. */
public final class SnapshotConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SnapshotConflictException(String message) {
        super(message);
    }
}
