package org.plainsight.liabilities;

/** Keeps nothing longer than it should be. Never touches what a published snapshot needs. */
public interface Housekeeper {

    /**
     * @param leftovers snapshots that a crash left unfinished, but for those of the last day whose input had been taken
     * @param inputs balances files, which hold ID digests, of snapshots published long enough ago
     */
    record Swept(int leftovers, int inputs) {}

    Swept sweep();
}
