package org.plainsight.foreignlist.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.foreignlist.CheckedRow;
import org.plainsight.foreignlist.Finding;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ListedRow;
import org.plainsight.foreignlist.RowOutcome;
import org.plainsight.merkle.Hash32;

/** Rows of the database as values. */
final class StoredForms {

    private StoredForms() {}

    static ForeignList list(ResultSet row) throws SQLException {
        return new ForeignList(
                row.getLong("id"),
                row.getString("publisher"),
                row.getString("file_name"),
                row.getString("sha256"),
                date(row, "published_on"),
                row.getTimestamp("imported_at").toInstant(),
                Map.of(
                        RowOutcome.SIGNED, row.getInt("signed"),
                        RowOutcome.OWNERS_SIGNED, row.getInt("owners_signed"),
                        RowOutcome.UNSIGNED, row.getInt("unsigned"),
                        RowOutcome.NOT_CHECKED, row.getInt("not_checked"),
                        RowOutcome.INVALID, row.getInt("invalid")));
    }

    static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getDate(column)).map(Date::toLocalDate);
    }

    static CheckedRow row(ResultSet row) throws SQLException {
        return new CheckedRow(
                new ListedRow(
                        row.getLong("line"),
                        row.getString("label"),
                        row.getString("network"),
                        row.getString("address"),
                        row.getString("height"),
                        Optional.ofNullable(row.getBigDecimal("balance")),
                        row.getString("message"),
                        texts(row.getArray("signatures")),
                        row.getString("script"),
                        texts(row.getArray("owners"))),
                RowOutcome.valueOf(row.getString("outcome")),
                row.getString("reason"),
                row.getBoolean("undated"));
    }

    static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                Finding.Kind.valueOf(row.getString("kind")),
                row.getString("label"),
                row.getString("explanation"),
                Optional.ofNullable(row.getBigDecimal("printed")),
                Optional.ofNullable(row.getBigDecimal("summed")),
                List.of((Long[]) row.getArray("lines").getArray()));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** The same text and signatures have the same key, in whichever list and beside whichever coin. */
    static Optional<String> signatureKey(ListedRow row) {
        if (row.signatures().isEmpty()) {
            return Optional.empty();
        }
        // zero bytes between the texts, so that none runs into the next
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(row.message().getBytes(StandardCharsets.UTF_8));
        for (String signature : row.signatures()) {
            all.write(0);
            all.writeBytes(signature.getBytes(StandardCharsets.UTF_8));
        }
        return Optional.of(Hash32.sha256(all.toByteArray()).toHex());
    }
}
