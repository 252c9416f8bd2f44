package org.plainsight.liabilities.balances;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a CSV file (RFC 4180, strict): UTF-8 without byte order mark, LF or CRLF, fields within fixed limits.
 * Memory does not grow with the file. Anything else is a defect with its row and column; after a defect that hides where
 * the next record begins, there is no next record.
 */
final class CsvRecords {

    static final int MAX_FIELD_BYTES = 512;
    private static final int MAX_FIELDS = 32;
    private static final int END = -1;
    private static final String ENCODE = "write the file as UTF-8 without byte order mark";

    private final InputStream in;
    private final Defects defects;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private long bytesRead;

    private final byte[] field = new byte[MAX_FIELD_BYTES];
    private int length;
    private final List<String> fields = new ArrayList<>();
    private long nextRow = 1;
    private long row;
    private boolean sound;
    private boolean ended;

    CsvRecords(InputStream in, Defects defects) {
        this.in = in;
        this.defects = defects;
    }

    /** The fields of a text that is one sound record, and nothing more. */
    static Optional<List<String>> only(byte[] text) {
        CsvRecords records = new CsvRecords(new ByteArrayInputStream(text), new Defects());
        try {
            boolean sound = records.next() && records.sound() && records.peek() == END && !records.broken();
            return sound ? Optional.of(List.copyOf(records.fields)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row on which the current record begins. */
    long row() {
        return row;
    }

    long bytesRead() {
        return bytesRead - (filled - at);
    }

    List<String> fields() {
        return fields;
    }

    /** Whether the current record could be read whole. */
    boolean sound() {
        return sound;
    }

    /** Whether a defect made the rest of the file unreadable. */
    boolean broken() {
        return ended;
    }

    /** Moves to the next record; false at the end, or where the rest cannot be read. */
    boolean next() throws IOException {
        fields.clear();
        sound = true;
        row = nextRow;
        if (ended || peek() == END) {
            return false;
        }
        if (row == 1) {
            refuseByteOrderMark();
        }
        while (!ended) {
            boolean quoted = peek() == '"';
            int stop = quoted ? quotedField() : plainField();
            if (ended) {
                return false;
            }
            addField();
            if (stop != ',') {
                nextRow++;
                return true;
            }
            if (fields.size() == MAX_FIELDS) {
                stopHere("more than " + MAX_FIELDS + " columns", "write exactly the columns of the header");
            }
        }
        return false;
    }

    private int plainField() throws IOException {
        length = 0;
        while (true) {
            int c = read();
            if (c == ',' || c == '\n' || c == END) {
                return c;
            }
            if (c == '\r') {
                return afterCarriageReturn();
            }
            if (c == '"') {
                wrong("a quote inside a field that is not quoted", "quote the whole field and double the quote");
            }
            put(c);
            if (ended) {
                return END;
            }
        }
    }

    private int quotedField() throws IOException {
        length = 0;
        read();
        while (true) {
            int c = read();
            if (c == END) {
                stopHere("a quote that is never closed", "close the quote before the next comma");
                return END;
            }
            if (c == '"' && peek() != '"') {
                return afterQuote();
            }
            if (c == '"') {
                read();
            }
            if (c == '\n') {
                nextRow++;
            }
            put(c);
            if (ended) {
                return END;
            }
        }
    }

    private int afterQuote() throws IOException {
        int c = read();
        if (c == '\r') {
            return afterCarriageReturn();
        }
        if (c != ',' && c != '\n' && c != END) {
            stopHere("text after a closing quote", "put a comma or the end of the line after the quote");
        }
        return c;
    }

    private int afterCarriageReturn() throws IOException {
        if (peek() == '\n') {
            return read();
        }
        stopHere("a carriage return without a line feed", "end lines with LF or CRLF");
        return END;
    }

    private void put(int c) {
        if (c == 0) {
            wrong("a NUL byte", "write the file as plain text in UTF-8");
        }
        if (length == MAX_FIELD_BYTES) {
            stopHere("a field longer than " + MAX_FIELD_BYTES + " bytes", "no column of a balances file is that long");
            return;
        }
        field[length++] = (byte) c;
    }

    private void addField() {
        if (isAscii()) {
            fields.add(new String(field, 0, length, StandardCharsets.US_ASCII));
            return;
        }
        try {
            fields.add(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(field, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            wrong("bytes that are not UTF-8", ENCODE);
            fields.add("");
        }
    }

    private boolean isAscii() {
        for (int i = 0; i < length; i++) {
            if (field[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void refuseByteOrderMark() throws IOException {
        int first = peek();
        if (first == 0xEF || first == 0xFE || first == 0xFF) {
            stopHere("a byte order mark, or an encoding that is not UTF-8", ENCODE);
        }
    }

    private void wrong(String problem, String remedy) {
        if (sound) {
            defects.atField(row, fields.size(), problem, remedy);
        }
        sound = false;
    }

    private void stopHere(String problem, String remedy) {
        wrong(problem, remedy);
        ended = true;
    }

    private int peek() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
            bytesRead += filled;
        }
        return at < filled ? buffer[at] & 0xff : END;
    }

    private int read() throws IOException {
        int c = peek();
        at += c == END ? 0 : 1;
        return c;
    }
}
