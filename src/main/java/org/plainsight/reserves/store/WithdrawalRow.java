package org.plainsight.reserves.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.reserves.Withdrawal;

/** A withdrawal. */
@Entity
@Table(name = "withdrawal")
class WithdrawalRow {

    @Id
    @Column(name = "snapshot_id")
    String snapshotId;

    @Column
    String reason;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Nullable
    @Column(name = "approved_by")
    String approvedBy;

    @Nullable
    @Column(name = "dismissed_by")
    String dismissedBy;

    @Nullable
    @Column(name = "log_index")
    Long logIndex;

    static WithdrawalRow of(Withdrawal w) {
        WithdrawalRow row = new WithdrawalRow();
        row.snapshotId = w.snapshotId();
        row.reason = w.reason();
        row.requestedBy = w.requestedBy();
        row.requestedAt = w.requestedAt();
        row.approvedBy = w.approvedBy().orElse(null);
        row.dismissedBy = w.dismissedBy().orElse(null);
        row.logIndex = w.logIndex().orElse(null);
        return row;
    }

    Withdrawal toWithdrawal() {
        return new Withdrawal(
                snapshotId,
                reason,
                requestedBy,
                requestedAt,
                Optional.ofNullable(approvedBy),
                Optional.ofNullable(dismissedBy),
                Optional.ofNullable(logIndex));
    }
}
