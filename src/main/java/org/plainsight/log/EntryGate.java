package org.plainsight.log;

/**
 * Decides what may be appended. Called for each entry in order, inside the append's transaction and after all other
 * writers have been locked out, so what it reads cannot change before the entry stands. What it writes commits or rolls
 * back with the entry. Earlier entries of the same call have been admitted but cannot be read back yet.
 */
@FunctionalInterface
public interface EntryGate {

    /** @throws RefusedEntryException when the entry must not be appended; the whole append is undone */
    void admit(byte[] entry);
}
