package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.SortedSet;

/**
 * A balances file that was found sound: its accounts, and one column per tree in the order of the trees. The columns lie
 * outside the heap and are gone when this is closed.
 *
 * @param entities every legal entity named
 */
public record Balances(
        ControlRecord control, Accounts accounts, SortedSet<String> entities, List<BalanceColumn> columns, Arena memory)
        implements AutoCloseable {

    @Override
    public void close() {
        memory.close();
    }

    /** Keeps customers out of logs and messages. */
    @Override
    public String toString() {
        return "Balances[" + accounts.size() + " accounts, " + columns.size() + " trees]";
    }
}
