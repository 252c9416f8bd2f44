package org.plainsight.liabilities.store;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.LiabilitiesImport.Source;

/**
 * A query's rows as the CSV of a balances file, all of one repeatable-read snapshot, in a transaction that writes nothing:
 * from PostgreSQL by COPY, from any other database by a cursor.
 */
final class LedgerQuery {

    private static final int FETCH_ROWS = 10_000;

    private LedgerQuery() {}

    static void copy(Source.Query query, OutputStream out) throws SQLException, IOException {
        try (Connection connection = query.user().isEmpty()
                ? DriverManager.getConnection(query.jdbcUrl())
                : DriverManager.getConnection(query.jdbcUrl(), query.user(), query.password())) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            if (query.jdbcUrl().startsWith("jdbc:postgresql:")) {
                copyAll(connection, query.sql(), out);
            } else {
                cursor(connection, query.sql(), out);
            }
            connection.rollback();
        }
    }

    /** The header by itself, since servers before PostgreSQL 15 write none in text. */
    private static void copyAll(Connection connection, String sql, OutputStream out) throws SQLException, IOException {
        String none = "SELECT * FROM (" + sql + "\n) AS ledger LIMIT 0";
        copyOut(connection, "COPY (" + none + ") TO STDOUT (FORMAT csv, HEADER true, ENCODING 'UTF8')", out);
        CopiedText rows = new CopiedText(out);
        copyOut(connection, "COPY (" + sql + "\n) TO STDOUT (" + CopiedText.OPTIONS + ", ENCODING 'UTF8')", rows);
        rows.flush();
    }

    /** By reflection: the driver's class files name annotations that are not on the class path, which the compiler refuses. */
    private static void copyOut(Connection connection, String copy, OutputStream out) throws SQLException, IOException {
        try {
            Class<?> driver = Class.forName("org.postgresql.PGConnection");
            Object api = driver.getMethod("getCopyAPI").invoke(connection.unwrap(driver));
            api.getClass()
                    .getMethod("copyOut", String.class, OutputStream.class)
                    .invoke(api, copy, out);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case SQLException refused -> throw refused;
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another driver for PostgreSQL than its own", e);
        }
    }

    /** As COPY would write it: null is empty. */
    static void cursor(Connection connection, String sql, OutputStream out) throws SQLException, IOException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                CsvOutput csv = new CsvOutput(out);
                ResultSetMetaData columns = rows.getMetaData();
                int count = columns.getColumnCount();
                for (int c = 1; c <= count; c++) {
                    csv.field(columns.getColumnLabel(c).toLowerCase(Locale.ROOT));
                }
                csv.endRow();
                while (rows.next()) {
                    for (int c = 1; c <= count; c++) {
                        Object value = rows.getObject(c);
                        csv.field(value instanceof BigDecimal number ? number.toPlainString() : text(value));
                    }
                    csv.endRow();
                }
            }
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
