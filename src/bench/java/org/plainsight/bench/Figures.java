package org.plainsight.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run measured, printed line by line as it is known. Not safe for use by several threads. */
public final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintStream out;
    private final List<Figure> measured = new ArrayList<>();

    Figures(PrintStream out) {
        this.out = out;
        out.printf("%-34s %16s %-16s %16s %8s%n", "figure", "value", "unit", "limit", "ratio");
    }

    /** Whether this figure was asked for: all are, unless the system property {@code plainsight.bench.only} names a beginning. */
    public boolean wants(String name) {
        String only = System.getProperty("plainsight.bench.only", "");
        return name.startsWith(only) || only.startsWith(name);
    }

    /** A figure where more is better, such as a rate. */
    public void rate(String name, double value, String unit, double limit) {
        add(name, value, unit, limit, value / limit);
    }

    /** A figure where less is better, such as a time. */
    public void time(String name, double value, String unit, double limit) {
        add(name, value, unit, limit, limit / value);
    }

    /** @param ratio how close to the limit; 1 is the limit */
    public void add(String name, double value, String unit, double limit, double ratio) {
        measured.add(new Figure(name, value, unit, limit, ratio));
        out.printf(Locale.ROOT, "%-34s %,16.3f %-16s %,16.3f %8.3f%n", name, value, unit, limit, ratio);
    }

    /** A remark for the reader of the table, such as what was skipped and why. */
    public void note(String text) {
        out.println("  · " + text);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        JSON.writeValue(file.toFile(), measured);
        out.println("written to " + file);
    }
}
