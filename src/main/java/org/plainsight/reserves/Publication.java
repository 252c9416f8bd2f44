package org.plainsight.reserves;

import java.time.Instant;
import java.util.Optional;

/**
 * A snapshot on its way to the public: one person prepares it, another approves it. PostgreSQL refuses the same person
 * for both, too.
 *
 * @param failure why the last attempt to publish did not go through, with the remedy
 */
public record Publication(
        String snapshotId,
        State state,
        String preparedBy,
        Instant preparedAt,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        Optional<String> failure) {

    public enum State {
        /** Waits for a second person. */
        PREPARED,
        /** Approved; waits until every chain is final past the cut-off, then publishes by itself. */
        APPROVED,
        REJECTED,
        PUBLISHED
    }

    /** The same, once its statements are in the log. */
    public Publication published() {
        return new Publication(
                snapshotId, State.PUBLISHED, preparedBy, preparedAt, decidedBy, decidedAt, Optional.empty());
    }

    /** The same, after an attempt that did not go through. */
    public Publication failed(String why) {
        return new Publication(snapshotId, state, preparedBy, preparedAt, decidedBy, decidedAt, Optional.of(why));
    }
}
