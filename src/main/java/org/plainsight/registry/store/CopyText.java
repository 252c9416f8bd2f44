package org.plainsight.registry.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Rows in PostgreSQL's COPY text form: bulk at the speed of the wire, in constant memory. */
final class CopyText implements AutoCloseable {

    private final PGCopyOutputStream out;
    private final StringBuilder line = new StringBuilder();

    /** @param target table and columns, e.g. {@code t (a, b)} */
    CopyText(Connection connection, String target) throws SQLException {
        out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), "COPY " + target + " FROM STDIN", 1 << 16);
    }

    void row(@Nullable Object... cells) throws IOException {
        line.setLength(0);
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                line.append('\t');
            }
            Object cell = cells[i];
            if (cell == null) {
                line.append("\\N");
            } else {
                escaped(cell.toString());
            }
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private void escaped(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\t') < 0) {
            line.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(c);
            }
        }
    }

    /** Ends the copy; its rows stand when the transaction commits. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
