package org.plainsight.liabilities.store;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Turns the text that PostgreSQL's COPY sends with a comma as delimiter into CSV (Formats of COPY, "Text Format"). The
 * server makes this text in two thirds of the time that it needs for CSV, and nearly all of it is CSV as it stands: only
 * rows that hold a backslash or a quote are spelled anew.
 */
final class CopiedText extends FilterOutputStream {

    /** What the server is to be asked for. */
    static final String OPTIONS = "FORMAT text, DELIMITER ','";

    private static final int BUFFER = 1 << 18;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH = 0x0101010101010101L;
    private static final long TOP = 0x8080808080808080L;

    private final byte[] plain = new byte[BUFFER];
    private int filled;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();

    CopiedText(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Fastest where a piece ends with a row, as those of the server do. */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return;
        }
        boolean rowEnds = bytes[from + length - 1] == '\n';
        if (held.size() == 0 && rowEnds && isPlain(bytes, from, from + length)) {
            put(bytes, from, length);
            return;
        }
        held.write(bytes, from, length);
        if (rowEnds) {
            writePlain();
            spell(held.toByteArray());
            held.reset();
        }
    }

    private void put(byte[] bytes, int from, int length) throws IOException {
        if (filled + length > plain.length) {
            writePlain();
        }
        if (length > plain.length) {
            out.write(bytes, from, length);
            return;
        }
        System.arraycopy(bytes, from, plain, filled, length);
        filled += length;
    }

    private void writePlain() throws IOException {
        out.write(plain, 0, filled);
        filled = 0;
    }

    /** Whether there is neither backslash nor quote, looked for eight bytes at a time. */
    private static boolean isPlain(byte[] bytes, int from, int to) {
        long found = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            found |= hasZero(eight ^ EACH * '\\') | hasZero(eight ^ EACH * '"');
        }
        for (; at < to; at++) {
            found |= bytes[at] == '\\' || bytes[at] == '"' ? TOP : 0;
        }
        return found == 0;
    }

    private static long hasZero(long eight) {
        return (eight - EACH) & ~eight & TOP;
    }

    /** Rows that may hold anything: each field without its escapes, and quoted where CSV wants it. */
    private void spell(byte[] rows) throws IOException {
        CsvOutput csv = new CsvOutput(out);
        for (int at = 0; at < rows.length; at++) {
            switch (rows[at]) {
                case ',' -> endField(csv);
                case '\n' -> {
                    endField(csv);
                    csv.endRow();
                }
                case '\\' -> {
                    at++;
                    escaped(rows[at]);
                }
                default -> field.write(rows[at]);
            }
        }
    }

    private void endField(CsvOutput csv) throws IOException {
        csv.field(field.toByteArray());
        field.reset();
    }

    private void escaped(byte letter) {
        switch (letter) {
            case 'N' -> {} // null: an empty field, as CSV has it
            case 'b' -> field.write('\b');
            case 'f' -> field.write('\f');
            case 'n' -> field.write('\n');
            case 'r' -> field.write('\r');
            case 't' -> field.write('\t');
            case 'v' -> field.write(0x0b);
            default -> field.write(letter);
        }
    }

    /** @throws IOException also where the last row has no end */
    @Override
    public void flush() throws IOException {
        if (held.size() > 0) {
            throw new IOException("the server broke off inside a row");
        }
        writePlain();
        super.flush();
    }
}
