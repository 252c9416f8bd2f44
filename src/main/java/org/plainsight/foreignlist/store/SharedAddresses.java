package org.plainsight.foreignlist.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.ForeignList;

/** Addresses of a list that another publisher lists as its own, in any month. */
final class SharedAddresses {

    private static final String SHARED = "SELECT r.line, r.address_key, o.publisher FROM foreign_list_row r"
            + " JOIN LATERAL (SELECT DISTINCT l2.publisher FROM foreign_list_row r2"
            + " JOIN foreign_list l2 ON l2.id = r2.list_id WHERE r2.address_key = r.address_key"
            + " AND l2.publisher <> ?) o ON true WHERE r.list_id = ? ORDER BY r.line";

    private SharedAddresses() {}

    static Optional<Finding> find(Connection connection, ForeignList list) throws SQLException {
        Set<Long> lines = new TreeSet<>();
        Set<String> addresses = new HashSet<>();
        Set<String> publishers = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(SHARED)) {
            select.setString(1, list.publisher());
            select.setLong(2, list.id());
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    lines.add(found.getLong("line"));
                    addresses.add(found.getString("address_key"));
                    publishers.add(found.getString("publisher"));
                }
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String explanation = addresses.size()
                + (addresses.size() == 1 ? " address is" : " addresses are")
                + " listed by " + String.join(", ", publishers)
                + " too; both may count the same coins";
        List<Long> shown = new ArrayList<>(lines);
        return Optional.of(
                new Finding(Finding.Kind.SHARED_ADDRESSES, "", explanation, Optional.empty(), Optional.empty(), shown));
    }
}
