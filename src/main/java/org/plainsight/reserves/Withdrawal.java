package org.plainsight.reserves;

import java.time.Instant;
import java.util.Optional;

/**
 * A published snapshot that turned out wrong. It stays readable; a statement in the log says that it no longer holds.
 *
 * @param reason a sentence for the public page
 * @param dismissedBy who decided that the snapshot stands after all; somebody may ask again then
 * @param logIndex of the incident statement, once somebody else approved
 */
public record Withdrawal(
        String snapshotId,
        String reason,
        String requestedBy,
        Instant requestedAt,
        Optional<String> approvedBy,
        Optional<String> dismissedBy,
        Optional<Long> logIndex) {

    /** Not decided yet. */
    public static Withdrawal requested(String snapshotId, String reason, String by, Instant at) {
        return new Withdrawal(snapshotId, reason, by, at, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, approved by a second person. */
    public Withdrawal approved(String by, long index) {
        return new Withdrawal(
                snapshotId, reason, requestedBy, requestedAt, Optional.of(by), Optional.empty(), Optional.of(index));
    }

    /** The same, dismissed. */
    public Withdrawal dismissed(String by) {
        return new Withdrawal(
                snapshotId, reason, requestedBy, requestedAt, Optional.empty(), Optional.of(by), Optional.empty());
    }

    /** Whether it waits for a second person. */
    public boolean isOpen() {
        return approvedBy.isEmpty() && dismissedBy.isEmpty();
    }
}
