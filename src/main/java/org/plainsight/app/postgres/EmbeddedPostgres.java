package org.plainsight.app.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server in a folder of its own: loopback only, password role, durable. The first process to open the folder
 * owns the server and stops it at its end; a later one joins it. A server left by a killed owner is adopted.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String USER = "plainsight";
    private static final int START_SECONDS = 60;
    private static final int PASSWORD_BYTES = 24;

    private final Path cluster;
    private final Path programs;
    private final List<String> unprivileged;
    private final String password;
    private final @Nullable FileLock ownership;
    private final int port;

    private EmbeddedPostgres(Path home, Durability durability) throws IOException {
        Files.createDirectories(
                home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        this.cluster = home.resolve("cluster");
        this.unprivileged = UnprivilegedLaunch.prefix();
        this.ownership = lock(home);
        this.programs = PostgresBinaries.unpackOnce(home);
        if (ownership == null) {
            this.password = Files.readString(home.resolve("password"));
            this.port = waitForOwner();
            return;
        }
        this.password = passwordOf(home);
        UnprivilegedLaunch.handOver(unprivileged, home);
        if (!Files.isDirectory(cluster)) {
            initialise(home);
        }
        this.port = adopt().orElseGet(() -> startFresh(home, durability));
    }

    /** Whether a crash of the machine may lose committed transactions: never outside tests. */
    public enum Durability {
        DURABLE,
        TEST_ONLY
    }

    /** Starts, adopts or joins the server of this folder. @throws PostgresStartException naming the remedy */
    public static EmbeddedPostgres open(Path home, Durability durability) {
        try {
            return new EmbeddedPostgres(home.toAbsolutePath().normalize(), durability);
        } catch (IOException e) {
            throw new PostgresStartException("embedded PostgreSQL in " + home + ": " + e.getMessage(), e);
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String password() {
        return password;
    }

    public boolean isOwner() {
        return ownership != null;
    }

    /** Creates the database unless it exists. The name is one of ours, never input. */
    public EmbeddedPostgres withDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("create database " + name);
            }
            return this;
        } catch (SQLException e) {
            throw new PostgresStartException("cannot create the database " + name + ": " + e.getMessage(), e);
        }
    }

    /** Stops the server if we own it. */
    @Override
    public void close() {
        if (ownership == null || !ownership.isValid()) {
            return;
        }
        try {
            run(
                    List.of("pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w"),
                    cluster.resolveSibling("stop.log"));
            ownership.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets go of the folder as a killed owner would: the server lives on. */
    void abandon() throws IOException {
        if (ownership != null) {
            ownership.channel().close();
        }
    }

    private static @Nullable FileLock lock(Path home) throws IOException {
        FileChannel channel =
                FileChannel.open(home.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            // Held by another class loader of this JVM. The channel stays open: closing it would let go of their lock.
            return null;
        }
    }

    private static String passwordOf(Path home) throws IOException {
        Path file = home.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Path partial = home.resolve("password.partial");
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, HexFormat.of().formatHex(random));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }

    private void initialise(Path home) throws IOException {
        Path partial = home.resolve("cluster.partial");
        PostgresBinaries.deleteTree(partial);
        run(
                List.of(
                        "initdb",
                        "-D",
                        partial.toString(),
                        "-U",
                        USER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + home.resolve("password"),
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"),
                home.resolve("initdb.log"));
        Files.move(partial, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The port of a server that outlived its owner and still answers to our password; one that does not is stopped. */
    private Optional<Integer> adopt() throws IOException {
        Optional<Integer> running = recordedPort();
        if (running.isEmpty() || answers(running.get())) {
            return running;
        }
        try {
            run(
                    List.of("pg_ctl", "stop", "-D", cluster.toString(), "-m", "immediate", "-w"),
                    cluster.resolveSibling("stop.log"));
        } catch (PostgresStartException nothingThere) {
            // a stale pid file of a machine that went down; the server removes it when it starts
        }
        return Optional.empty();
    }

    private int startFresh(Path home, Durability durability) {
        try {
            int free;
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                free = probe.getLocalPort();
            }
            String options = "-p " + free + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' "
                    + "-c log_timezone=UTC -c timezone=UTC -c max_wal_size=512MB"
                    + (durability == Durability.TEST_ONLY ? " -c fsync=off -c full_page_writes=off" : "");
            run(
                    List.of(
                            "pg_ctl",
                            "start",
                            "-D",
                            cluster.toString(),
                            "-w",
                            "-t",
                            Integer.toString(START_SECONDS),
                            "-l",
                            home.resolve("server.log").toString(),
                            "-o",
                            options),
                    home.resolve("start.log"));
            return free;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int waitForOwner() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            Optional<Integer> running = recordedPort();
            if (running.isPresent() && answers(running.get())) {
                return running.get();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new PostgresStartException(
                "another process holds " + cluster.resolveSibling("owner.lock") + " but its server does not answer");
    }

    /** The fourth line of postmaster.pid is the port. */
    private Optional<Integer> recordedPort() throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() < 4
                ? Optional.empty()
                : Optional.of(Integer.parseInt(lines.get(3).trim()));
    }

    private boolean answers(int candidate) {
        String url = "jdbc:postgresql://127.0.0.1:" + candidate + "/postgres?connectTimeout=5&socketTimeout=10";
        try (Connection connection = DriverManager.getConnection(url, USER, password)) {
            return connection.isValid(5);
        } catch (SQLException refused) {
            return false;
        }
    }

    private void run(List<String> program, Path log) throws IOException {
        List<String> command = new ArrayList<>(unprivileged);
        command.add(programs.resolve("bin").resolve(program.getFirst()).toString());
        command.addAll(program.subList(1, program.size()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try {
            if (!process.waitFor(START_SECONDS + 30L, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new PostgresStartException(program.getFirst() + " did not end; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException(program.getFirst() + " was interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new PostgresStartException(
                    program.getFirst() + " ended with " + process.exitValue() + "; see " + log);
        }
    }
}
