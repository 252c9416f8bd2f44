package org.plainsight.liabilities.balances;

import java.util.List;
import java.util.SortedSet;

/**
 * A balances file that was found sound: accounts numbered by rank of their references' UTF-8 bytes, one column per tree
 * in the order of the trees.
 *
 * @param references by account number
 * @param ids ID digests in hex, by account number; never public, never logged
 * @param entities every legal entity named
 */
public record Balances(
        ControlRecord control,
        List<String> references,
        List<String> ids,
        SortedSet<String> entities,
        List<BalanceColumn> columns) {

    public int accounts() {
        return references.size();
    }

    /** Keeps customers out of logs and messages. */
    @Override
    public String toString() {
        return "Balances[" + accounts() + " accounts, " + columns.size() + " trees]";
    }
}
