package org.plainsight.log;

import java.util.List;

/**
 * Decides what may be appended. Called with the entries of one append, inside its transaction and after all other writers
 * have been locked out, so what it reads cannot change before the entries stand. What it writes commits or rolls back with
 * them. The entries themselves cannot be read back yet.
 */
@FunctionalInterface
public interface EntryGate {

    /**
     * @param from the index of the first entry
     * @throws RefusedEntryException when one of them must not be appended; the whole append is undone
     */
    void admit(long from, List<byte[]> entries);
}
