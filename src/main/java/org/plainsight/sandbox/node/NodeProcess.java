package org.plainsight.sandbox.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One launcher of the {@code sandbox} folder, running. It ends with us, however we end: it watches its standard input. */
final class NodeProcess {
    private static final int START_SECONDS = 120;

    private final Process process;
    private final Path log;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static NodeProcess start(Path folder, String launcher, List<String> arguments) {
        Path script = scripts().resolve(launcher);
        if (!Files.exists(script) || !Files.isDirectory(scripts().resolve("node_modules"))) {
            throw new NodeStartException("the local nodes are not installed in " + scripts()
                    + "; run 'npm ci --ignore-scripts' there (./plainsight does)");
        }
        List<String> command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(arguments);
        Path log = folder.resolve(launcher + ".log");
        try {
            Files.createDirectories(folder);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new NodeProcess(process, log);
        } catch (IOException e) {
            throw new NodeStartException("cannot run 'node'; install Node.js 20 or newer", e);
        }
    }

    void await(BooleanSupplier ready) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new NodeStartException("the node ended at its start; see " + log);
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new NodeStartException("the node does not answer; see " + log);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NodeStartException("interrupted", e);
            }
        }
    }

    boolean printedReady() {
        try {
            return Files.readString(log).contains("ready\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it and waits until it is gone. */
    void stop() {
        process.destroy();
        reap();
    }

    /** As {@code kill -9}. The launcher's own child, if any, goes with it. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        reap();
    }

    private void reap() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int portNear(int preferred) {
        try (ServerSocket probe = new ServerSocket(preferred, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            return freePort();
        }
    }

    /** The project's {@code sandbox} folder; the start script and the build say where when we run elsewhere. */
    private static Path scripts() {
        return Path.of(System.getProperty("plainsight.sandbox-dir", "sandbox")).toAbsolutePath();
    }
}
