package org.plainsight.registry.declaration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;

/** Walks through a JSON Lines file in constant memory. */
final class JsonLines {

    /** Leaves room for verdicts in an entry of the log. */
    private static final int LINE_BYTES_MAX = 48 * 1024;

    static final int LINES_MAX = 2_000_000;

    private final Findings findings;

    JsonLines(Findings findings) {
        this.findings = findings;
    }

    void read(String file, InputStream source, Consumer<Fields> each) throws IOException {
        Lines lines = new Lines(source);
        for (int number = 1; number <= LINES_MAX; number++) {
            boolean last = !lines.next();
            String place = file + ":" + number;
            if (lines.isTooLong()) {
                findings.add(place, "", "a line longer than " + LINE_BYTES_MAX + " bytes", "split the row");
                return;
            }
            parse(place, lines.bytes(), each);
            if (last) {
                return;
            }
        }
        findings.add(file, "", "more than " + LINES_MAX + " lines", "split the file");
    }

    /** Cuts a stream at its line feeds, block by block. */
    private static final class Lines {
        private final InputStream source;
        private final byte[] block = new byte[1 << 16];
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private int from;
        private int to;

        Lines(InputStream source) {
            this.source = source;
        }

        /** Goes to the next line, or past the longest one allowed; false when it is the last. */
        boolean next() throws IOException {
            line.reset();
            while (!isTooLong()) {
                if (from == to) {
                    from = 0;
                    to = Math.max(0, source.read(block, 0, block.length));
                    if (to == 0) {
                        return false;
                    }
                }
                int end = from;
                while (end < to && block[end] != '\n') {
                    end++;
                }
                line.write(block, from, end - from);
                from = end;
                if (end < to) {
                    from++;
                    return true;
                }
            }
            return true;
        }

        boolean isTooLong() {
            return line.size() > LINE_BYTES_MAX;
        }

        byte[] bytes() {
            return line.toByteArray();
        }
    }

    private void parse(String place, byte[] line, Consumer<Fields> each) {
        if (isBlank(line)) {
            return;
        }
        try {
            each.accept(new Fields(Json.asObject(CanonicalJson.read(line)), place, "", findings));
        } catch (MalformedStatementException e) {
            findings.add(place, "", "no JSON object: " + e.getMessage(), "write one JSON object per line, in UTF-8");
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
