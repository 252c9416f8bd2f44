package org.plainsight.liabilities;

import java.time.Instant;
import java.util.function.Function;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.disclosure.PublishedFile;

/** Takes in snapshots that another portal published. */
public interface SnapshotRestore {

    /**
     * Takes in a published snapshot with its files, in the transaction that appended its statement. Nobody can ask for
     * customers' proofs of it.
     *
     * @param files reads the files that the statement names; checked against their digests before
     */
    void restore(
            LiabilitiesStatement statement, long logIndex, Instant publishedAt, Function<PublishedFile, byte[]> files);
}
