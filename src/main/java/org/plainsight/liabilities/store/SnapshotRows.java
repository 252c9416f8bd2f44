package org.plainsight.liabilities.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.plainsight.liabilities.Snapshot;

/** Rows of snapshots. */
@ApplicationScoped
class SnapshotRows implements PanacheRepositoryBase<SnapshotRow, String> {

    List<SnapshotRow> newestFirst() {
        return list("order by cutOff desc, stagedAt desc");
    }

    Optional<SnapshotRow> latestPublished() {
        return find("state = ?1 order by cutOff desc, logIndex desc", Snapshot.State.PUBLISHED.name())
                .firstResultOptional();
    }

    /** The end of the chain of headers, whether withdrawn since or not. */
    Optional<SnapshotRow> lastInChain() {
        return find("header is not null order by logIndex desc").firstResultOptional();
    }

    /** What was staged from this input and stands. */
    Optional<SnapshotRow> ofInput(String inputDigest) {
        return find("inputDigest = ?1 and state <> ?2", inputDigest, Snapshot.State.WITHDRAWN.name())
                .firstResultOptional();
    }
}
