package org.plainsight.foreignlist.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ListedBefore;
import org.plainsight.foreignlist.ListedRow;
import org.plainsight.foreignlist.SeenRow;

/** What lists said of one address over the months, and when each signature was first shown, by whomever. */
final class AddressHistory {

    private static final String ROWS = "SELECT r.*, l.published_on, (SELECT min(l2.published_on)"
            + " FROM foreign_list_row r2 JOIN foreign_list l2 ON l2.id = r2.list_id"
            + " WHERE r2.signature_key = r.signature_key) AS first_seen"
            + " FROM foreign_list_row r JOIN foreign_list l ON l.id = r.list_id WHERE r.address_key = ?"
            + " ORDER BY l.published_on DESC NULLS LAST, l.id DESC, r.line LIMIT " + ListedBefore.MAX;

    private AddressHistory() {}

    static List<ListedBefore> of(Connection connection, String address) throws SQLException {
        List<ListedBefore> history = new ArrayList<>();
        Map<Long, ForeignList> lists = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ROWS)) {
            select.setString(1, ListedRow.addressKey(address.strip()));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    long id = found.getLong("list_id");
                    if (!lists.containsKey(id)) {
                        lists.put(id, JdbcForeignLists.find(connection, id).orElseThrow());
                    }
                    history.add(new ListedBefore(
                            lists.get(id),
                            new SeenRow(
                                    StoredForms.row(found),
                                    StoredForms.date(found, "first_seen"),
                                    StoredForms.date(found, "published_on"))));
                }
            }
        }
        return history;
    }
}
