package org.plainsight.foreignlist.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ListDifference;
import org.plainsight.foreignlist.ListDifference.Listed;

/** Compares a list with its publisher's latest older one. */
final class DifferenceQuery {

    private static final String BEFORE = "SELECT * FROM foreign_list WHERE publisher = ? AND published_on < ?"
            + " ORDER BY published_on DESC, id DESC LIMIT 1";
    /** Coins and addresses of the first list that the second does not have. */
    private static final String ONLY_IN = "SELECT DISTINCT ON (row_key) label, address FROM foreign_list_row r"
            + " WHERE list_id = ? AND balance IS NOT NULL AND NOT EXISTS (SELECT 1 FROM foreign_list_row o"
            + " WHERE o.list_id = ? AND o.row_key = r.row_key) ORDER BY row_key";

    private DifferenceQuery() {}

    static Optional<ListDifference> find(Connection connection, ForeignList list) throws SQLException {
        Optional<ForeignList> before = before(connection, list);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        List<Listed> joined = onlyIn(connection, list.id(), before.get().id());
        List<Listed> left = onlyIn(connection, before.get().id(), list.id());
        return Optional.of(new ListDifference(before.get(), joined.size(), left.size(), shown(joined), shown(left)));
    }

    private static Optional<ForeignList> before(Connection connection, ForeignList list) throws SQLException {
        if (list.publishedOn().isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement(BEFORE)) {
            select.setString(1, list.publisher());
            select.setObject(2, list.publishedOn().get());
            return JdbcForeignLists.read(select).stream().findFirst();
        }
    }

    private static List<Listed> onlyIn(Connection connection, long here, long there) throws SQLException {
        List<Listed> only = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ONLY_IN)) {
            select.setLong(1, here);
            select.setLong(2, there);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    only.add(new Listed(found.getString("label"), found.getString("address")));
                }
            }
        }
        return only;
    }

    private static List<Listed> shown(List<Listed> all) {
        return all.subList(0, Math.min(all.size(), ListDifference.SHOWN_MAX));
    }

    static Finding finding(ListDifference difference) {
        String explanation = difference.joinedCount() + " joined and " + difference.leftCount() + " left since "
                + difference.before().publishedOn().map(Object::toString).orElse("the list before");
        return new Finding(Finding.Kind.CHANGED_ROWS, "", explanation, Optional.empty(), Optional.empty(), List.of());
    }
}
