package org.plainsight.liabilities;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.evidence.BlockRef;

/** The snapshots, newest cut-off first. A published snapshot never changes but to be withdrawn. */
public interface Snapshots {

    List<Snapshot> all();

    Optional<Snapshot> find(String id);

    Optional<Snapshot> latestPublished();

    /**
     * The statement that publishing this staged snapshot with these reserves blocks would log: computes manifest,
     * header and files after the independent second path agreed with the staged trees. Writes the immutable files.
     */
    LiabilitiesStatement seal(String id, List<BlockRef> blocks);

    /**
     * Marks a sealed snapshot as published, in the transaction that appended its statement.
     *
     * @param publishedAt the time in the reserves statements beside it, so that whoever has the log has this time, too
     */
    void published(LiabilitiesStatement statement, long logIndex, Instant publishedAt);

    /** Marks a published snapshot as withdrawn, in the transaction that appended the incident. */
    void withdrawn(String id);
}
