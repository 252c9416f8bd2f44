package org.plainsight.registry.declaration;

import java.io.BufferedInputStream;
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
        InputStream in = new BufferedInputStream(source, 1 << 16);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int number = 1; number <= LINES_MAX; number++) {
            int end = nextLine(in, line);
            String place = file + ":" + number;
            if (line.size() > LINE_BYTES_MAX) {
                findings.add(place, "", "a line longer than " + LINE_BYTES_MAX + " bytes", "split the row");
                return;
            }
            parse(place, line.toByteArray(), each);
            if (end < 0) {
                return;
            }
        }
        findings.add(file, "", "more than " + LINES_MAX + " lines", "split the file");
    }

    /** Stops at LF (10), at the end (−1), or past the longest line allowed. */
    private static int nextLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        line.reset();
        int b = in.read();
        while (b >= 0 && b != '\n' && line.size() <= LINE_BYTES_MAX) {
            line.write(b);
            b = in.read();
        }
        return b;
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
