package org.plainsight.app.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.plainsight.testing.Eventually;

/** One run of the packaged program in a folder of its own, with what it printed. */
final class PortalProcess implements AutoCloseable {
    /** Far above what any step takes; a wait that reaches it fails the test. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Until the last that an ended program printed is read. */
    private static final long DRAINED_MILLIS = 200;

    // the local Bitcoin node takes an offer of HTTP/2 for an upgrade it does not know
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Process process;
    private final List<String> printed = new ArrayList<>();

    private PortalProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts {@code plainsight words…} in the folder, with these variables on top of the test's own environment. */
    static PortalProcess start(Path folder, Map<String, String> environment, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1g",
                "-Dplainsight.sandbox-dir=" + Path.of("sandbox").toAbsolutePath(),
                "-jar",
                Path.of(System.getProperty("plainsight.jar")).toAbsolutePath().toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new PortalProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line printed, now or later, that fits. @throws AssertionError when the program ends without it */
    String awaitLine(Predicate<String> wanted) {
        await("the line", () -> line(wanted).isPresent() || (!process.isAlive() && drained()));
        return line(wanted).orElseThrow(() -> new AssertionError("the program ended without it:\n" + output()));
    }

    /** As {@code kill -9}: of the program only, so that what it started is orphaned. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As Ctrl-C or a service manager's stop. @return the exit code */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the program does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything it started that still runs. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    synchronized String output() {
        return String.join("\n", printed);
    }

    private synchronized Optional<String> line(Predicate<String> wanted) {
        return printed.stream().filter(wanted).findFirst();
    }

    private boolean drained() {
        try {
            TimeUnit.MILLISECONDS.sleep(DRAINED_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return true;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (this) {
                    printed.add(line);
                }
            }
        } catch (IOException e) {
            // a killed process closes its end
        }
    }

    /** Waits for something to become true. @throws AssertionError when it does not in a long time */
    static void await(String what, BooleanSupplier done) {
        Eventually.await(what, PATIENCE, done);
    }

    /** The answer to a GET, where there is one with status 200. */
    static Optional<byte[]> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(20))
                        .build())
                .filter(answer -> answer.statusCode() == 200)
                .map(HttpResponse::body);
    }

    /** The answer's body whatever its status; health answers 503 with its reasons. */
    static Optional<String> text(String url) {
        return send(HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(20))
                        .build())
                .map(answer -> new String(answer.body(), StandardCharsets.UTF_8));
    }

    static Optional<byte[]> post(String url, String body) {
        return send(HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build())
                .map(HttpResponse::body);
    }

    private static Optional<HttpResponse<byte[]>> send(HttpRequest request) {
        try {
            return Optional.of(HTTP.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
