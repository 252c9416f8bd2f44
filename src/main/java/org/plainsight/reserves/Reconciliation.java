package org.plainsight.reserves;

import java.util.List;
import org.plainsight.disclosure.ReservesStatement;

/**
 * Reserves against liabilities for one snapshot: one statement per asset, in the order of the declared assets.
 *
 * @param logIndices the statements' places in the log, in the same order
 */
public record Reconciliation(String snapshotId, List<ReservesStatement> assets, List<Long> logIndices) {
    public Reconciliation {
        assets = List.copyOf(assets);
        logIndices = List.copyOf(logIndices);
    }
}
