package org.plainsight.foreignlist.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plainsight.foreignlist.RowFilter;
import org.plainsight.foreignlist.RowOutcome;
import org.plainsight.foreignlist.RowPage;
import org.plainsight.foreignlist.SeenRow;

/** One page of a list's rows, with the first day each signature was shown by the same publisher. */
final class RowQuery {

    private static final String MATCHING = " FROM foreign_list_row r JOIN foreign_list l ON l.id = r.list_id"
            + " WHERE r.list_id = ? AND (? = '' OR r.outcome = ?)"
            + " AND (? = '' OR strpos(lower(r.address), ?) > 0 OR strpos(lower(r.label), ?) > 0)";
    private static final String FIRST_SEEN = "(SELECT min(l2.published_on) FROM foreign_list_row r2"
            + " JOIN foreign_list l2 ON l2.id = r2.list_id WHERE r2.signature_key = r.signature_key"
            + " AND l2.publisher = l.publisher AND l2.published_on <= l.published_on)";

    private RowQuery() {}

    static RowPage page(Connection connection, long id, RowFilter filter, int page) throws SQLException {
        int total;
        try (PreparedStatement count = connection.prepareStatement("SELECT count(*)" + MATCHING)) {
            bind(count, id, filter);
            try (ResultSet found = count.executeQuery()) {
                found.next();
                total = found.getInt(1);
            }
        }
        List<SeenRow> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT r.*, l.published_on, " + FIRST_SEEN
                + " AS first_seen" + MATCHING + " ORDER BY r.line LIMIT " + RowPage.SIZE + " OFFSET ?")) {
            bind(select, id, filter);
            select.setLong(7, (long) Math.max(0, page) * RowPage.SIZE);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new SeenRow(
                            StoredForms.row(found),
                            StoredForms.date(found, "first_seen"),
                            StoredForms.date(found, "published_on")));
                }
            }
        }
        return new RowPage(rows, Math.max(0, page), total);
    }

    private static void bind(PreparedStatement statement, long id, RowFilter filter) throws SQLException {
        String outcome = filter.outcome().map(RowOutcome::name).orElse("");
        String text = filter.text().strip().toLowerCase(Locale.ROOT);
        statement.setLong(1, id);
        statement.setString(2, outcome);
        statement.setString(3, outcome);
        statement.setString(4, text);
        statement.setString(5, text);
        statement.setString(6, text);
    }
}
