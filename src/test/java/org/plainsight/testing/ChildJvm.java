package org.plainsight.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A class with a main method as a process of its own, read line by line, that can be killed. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public static ChildJvm start(Class<?> main, String... words) throws IOException {
        return start(List.of("-Xmx256m"), main, words);
    }

    /** @param machine options that say how large the machine is */
    public static ChildJvm start(List<String> machine, Class<?> main, String... words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(machine);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(words));
        return new ChildJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** The next line; empty text once the process has ended. */
    public String line() {
        try {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            // the pipe broke with the process
            return "";
        }
    }

    /** Reads until a line begins so; fails when the process ends before. */
    public String awaitLine(String start) {
        List<String> said = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.startsWith(start)) {
                return line;
            }
            said.add(line);
        }
        throw new AssertionError("the process ended without '" + start + "' and said " + said);
    }

    /** As kill -9 does it: nothing in the process runs any more when this returns. */
    public void kill() {
        // by its handle: the other way closes the pipe, and what was said last is lost
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        kill();
    }
}
