package org.plainsight.liabilities.balances;

import java.util.ArrayList;
import java.util.List;
import org.plainsight.liabilities.Defect;
import org.plainsight.liabilities.MalformedBalancesException;

/** The defects of one file, up to a limit. */
final class Defects {

    private final List<Defect> found = new ArrayList<>();

    void at(String place, String problem, String remedy) {
        if (!full()) {
            found.add(new Defect(place, problem, remedy));
        }
    }

    void atRow(long row, String problem, String remedy) {
        at("row " + row, problem, remedy);
    }

    void atField(long row, int column, String problem, String remedy) {
        String name = column < BalancesReader.COLUMNS.size() ? " (" + BalancesReader.COLUMNS.get(column) + ")" : "";
        at("row " + row + ", column " + (column + 1) + name, problem, remedy);
    }

    boolean full() {
        return found.size() >= MalformedBalancesException.MAX_DEFECTS;
    }

    boolean any() {
        return !found.isEmpty();
    }

    void refuseIfAny() {
        if (any()) {
            throw new MalformedBalancesException(found);
        }
    }
}
