package org.plainsight.liabilities;

import java.util.Optional;
import java.util.function.BiConsumer;

/** The proofs of published snapshots. Nothing is kept of who asks. */
public interface CustomerProofs {

    /**
     * The proof file of the account this capability (64 lower-case hex digits) was given to. An unknown capability
     * costs the same work as a known one.
     */
    Optional<byte[]> find(String capability);

    /** Every account reference of a snapshot with its capability, for the exchange to hand out. */
    void links(String snapshotId, BiConsumer<String, String> accountAndCapability);
}
