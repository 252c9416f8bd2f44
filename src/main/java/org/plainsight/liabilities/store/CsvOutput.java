package org.plainsight.liabilities.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes rows to a buffered stream as PostgreSQL's COPY does: a field that holds comma, quote or line break is quoted. Not thread-safe. */
final class CsvOutput {

    private final OutputStream out;
    private boolean inRow;

    CsvOutput(OutputStream out) {
        this.out = out;
    }

    void field(String text) throws IOException {
        field(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param text in UTF-8; what is none is written as it is, for the reader to refuse by its place */
    void field(byte[] text) throws IOException {
        if (inRow) {
            out.write(',');
        }
        inRow = true;
        if (!isQuoted(text)) {
            out.write(text);
            return;
        }
        out.write('"');
        for (byte b : text) {
            if (b == '"') {
                out.write('"');
            }
            out.write(b);
        }
        out.write('"');
    }

    private static boolean isQuoted(byte[] text) {
        for (byte b : text) {
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    void endRow() throws IOException {
        out.write('\n');
        inRow = false;
    }
}
