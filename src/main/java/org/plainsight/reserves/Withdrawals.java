package org.plainsight.reserves;

import java.util.List;
import java.util.Optional;

/** Withdrawals asked for, done and dismissed, newest first; the latest of each snapshot. */
public interface Withdrawals {

    List<Withdrawal> all();

    Optional<Withdrawal> find(String snapshotId);

    /** Inserts or replaces by snapshot; an approved one is never replaced. */
    void save(Withdrawal withdrawal);
}
