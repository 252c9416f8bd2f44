package org.plainsight.reserves;

import java.util.List;
import java.util.Optional;

/** The published reconciliations, newest first. */
public interface Reconciliations {

    List<Reconciliation> all();

    Optional<Reconciliation> find(String snapshotId);

    Optional<Reconciliation> latest();

    /** Takes in a reconciliation just appended to the log, in the same transaction. */
    void record(Reconciliation reconciliation);
}
