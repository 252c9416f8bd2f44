package org.plainsight.reserves.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.reserves.Publication;

/** A publication. */
@Entity
@Table(name = "publication")
class PublicationRow {

    @Id
    @Column(name = "snapshot_id")
    String snapshotId;

    @Column
    String state;

    @Column(name = "prepared_by")
    String preparedBy;

    @Column(name = "prepared_at")
    Instant preparedAt;

    @Nullable
    @Column(name = "decided_by")
    String decidedBy;

    @Nullable
    @Column(name = "decided_at")
    Instant decidedAt;

    @Nullable
    @Column
    String failure;

    static PublicationRow of(Publication p) {
        PublicationRow row = new PublicationRow();
        row.snapshotId = p.snapshotId();
        row.state = p.state().name();
        row.preparedBy = p.preparedBy();
        row.preparedAt = p.preparedAt();
        row.decidedBy = p.decidedBy().orElse(null);
        row.decidedAt = p.decidedAt().orElse(null);
        row.failure = p.failure().orElse(null);
        return row;
    }

    Publication toPublication() {
        return new Publication(
                snapshotId,
                Publication.State.valueOf(state),
                preparedBy,
                preparedAt,
                Optional.ofNullable(decidedBy),
                Optional.ofNullable(decidedAt),
                Optional.ofNullable(failure));
    }
}
