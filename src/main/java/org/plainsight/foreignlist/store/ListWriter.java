package org.plainsight.foreignlist.store;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.plainsight.foreignlist.CheckedRow;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.ListedRow;
import org.plainsight.foreignlist.NewList;
import org.plainsight.foreignlist.RowOutcome;

/** Writes one list in the caller's transaction. */
final class ListWriter {

    private static final int BATCH = 1_000;

    private ListWriter() {}

    /**
     * Empty when the same file is there already; a second writer of it waits for the first.
     *
     * @param number the list's own, or empty for the next
     */
    static Optional<Long> write(Connection connection, OptionalLong number, NewList list) throws SQLException {
        Optional<Long> id = head(connection, number, list);
        if (id.isPresent()) {
            rows(connection, id.get(), list.list().rows());
            findings(connection, id.get(), list.list().findings());
        }
        return id;
    }

    private static Optional<Long> head(Connection connection, OptionalLong number, NewList list) throws SQLException {
        Map<RowOutcome, Integer> counts = list.list().counts();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO foreign_list (id, publisher, file_name, sha256, published_on, imported_at, signed,"
                        + " owners_signed, unsigned, not_checked, invalid) OVERRIDING SYSTEM VALUE VALUES"
                        + " (coalesce(?, nextval(pg_get_serial_sequence('foreign_list', 'id'))), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (sha256) DO NOTHING RETURNING id")) {
            insert.setObject(1, number.isPresent() ? number.getAsLong() : null, Types.BIGINT);
            insert.setString(2, list.publisher());
            insert.setString(3, list.fileName());
            insert.setString(4, list.sha256());
            insert.setDate(5, list.publishedOn().map(Date::valueOf).orElse(null));
            insert.setTimestamp(6, Timestamp.from(list.importedAt()));
            insert.setInt(7, counts.getOrDefault(RowOutcome.SIGNED, 0));
            insert.setInt(8, counts.getOrDefault(RowOutcome.OWNERS_SIGNED, 0));
            insert.setInt(9, counts.getOrDefault(RowOutcome.UNSIGNED, 0));
            insert.setInt(10, counts.getOrDefault(RowOutcome.NOT_CHECKED, 0));
            insert.setInt(11, counts.getOrDefault(RowOutcome.INVALID, 0));
            try (ResultSet created = insert.executeQuery()) {
                return created.next() ? Optional.of(created.getLong(1)) : Optional.empty();
            }
        }
    }

    private static void rows(Connection connection, long id, List<CheckedRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO foreign_list_row VALUES" + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int waiting = 0;
            for (CheckedRow checked : rows) {
                ListedRow row = checked.row();
                insert.setLong(1, id);
                insert.setLong(2, row.line());
                insert.setString(3, row.label());
                insert.setString(4, row.network());
                insert.setString(5, row.address());
                insert.setString(6, row.labelKey() + " " + row.addressKey());
                insert.setString(7, row.height());
                insert.setBigDecimal(8, row.balance().orElse(null));
                insert.setString(9, row.message());
                insert.setArray(
                        10, connection.createArrayOf("text", row.signatures().toArray()));
                insert.setString(11, row.script());
                insert.setArray(
                        12, connection.createArrayOf("text", row.owners().toArray()));
                insert.setString(13, checked.outcome().name());
                insert.setString(14, checked.reason());
                insert.setBoolean(15, checked.undated());
                insert.setString(16, StoredForms.signatureKey(row).orElse(null));
                insert.addBatch();
                if (++waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    private static void findings(Connection connection, long id, List<Finding> findings) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO foreign_list_finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < findings.size(); i++) {
                Finding finding = findings.get(i);
                insert.setLong(1, id);
                insert.setInt(2, i);
                insert.setString(3, finding.kind().name());
                insert.setString(4, finding.label());
                insert.setString(5, finding.explanation());
                insert.setBigDecimal(6, finding.printed().orElse(null));
                insert.setBigDecimal(7, finding.summed().orElse(null));
                insert.setArray(
                        8, connection.createArrayOf("bigint", finding.lines().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
