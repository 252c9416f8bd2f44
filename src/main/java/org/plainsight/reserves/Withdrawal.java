package org.plainsight.reserves;

import java.time.Instant;
import java.util.Optional;

/**
 * A published snapshot that turned out wrong. It stays readable; a statement in the log says that it no longer holds.
 *
 * @param reason a sentence for the public page
 * @param logIndex of the incident statement, once somebody else approved
 */
public record Withdrawal(
        String snapshotId,
        String reason,
        String requestedBy,
        Instant requestedAt,
        Optional<String> approvedBy,
        Optional<Long> logIndex) {

    /** The same, approved by a second person. */
    public Withdrawal approved(String by, long index) {
        return new Withdrawal(snapshotId, reason, requestedBy, requestedAt, Optional.of(by), Optional.of(index));
    }
}
