package org.plainsight.liabilities;

import java.util.Optional;

/** What the log gives to prove that a statement is in it. */
public interface StatementReceipts {

    /**
     * @param entry the log entry, canonical JSON
     * @param proof its receipt in the form {@code c2sp.org/tlog-proof@v1}
     */
    record Receipt(String entry, String proof) {}

    /** Empty while no signed checkpoint covers the entry. */
    Optional<Receipt> find(long logIndex);
}
