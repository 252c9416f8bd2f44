package org.plainsight.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A program in a process of its own that is killed with SIGKILL at a commit of its database, before or after it. */
public final class KilledProcess {

    private static final int MOST_KILLS = 500;
    private static final String AT_THE_COMMIT = "at the commit";

    private KilledProcess() {}

    /** A fresh database with all tables. */
    public static PostgresResource.Database migrated() {
        PostgresResource.Database database = PostgresResource.freshDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .load()
                .migrate();
        return database;
    }

    /** Where to be killed: at the commit of this number, counted from 0; never when it is not reached. */
    public record Fault(int commit, boolean after) {}

    /**
     * Runs the main class with the database and the words as arguments.
     *
     * @return whether it was killed; false when it came to its end
     */
    public static boolean run(Class<?> main, PostgresResource.Database database, Fault fault, String... words) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                database.jdbcUrl(),
                database.user(),
                database.password(),
                Integer.toString(fault.commit()),
                Boolean.toString(fault.after())));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.equals(AT_THE_COMMIT)) {
                        process.destroyForcibly().waitFor();
                        return true;
                    }
                }
            }
            if (process.waitFor() != 0) {
                throw new AssertionError(main.getName() + " ended with " + process.exitValue());
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /**
     * Kills it at a commit after so many, in turn before and after, starts it again, until it comes to its end.
     *
     * @return how often it was killed
     */
    public static int killUntilDone(
            Class<?> main, PostgresResource.Database database, int commitsBetween, String... words) {
        int kills = 0;
        while (run(main, database, new Fault(commitsBetween, kills % 2 == 1), words)) {
            kills++;
            if (kills > MOST_KILLS) {
                throw new AssertionError(main.getName() + " makes no headway");
            }
        }
        return kills;
    }

    /** Every row of these tables, as text. */
    public static List<String> dump(PostgresResource.Database database, List<String> tables) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet found = statement.executeQuery("SELECT t::text FROM " + table + " t ORDER BY 1")) {
                    while (found.next()) {
                        rows.add(table + found.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    /** In the process: its database, from the arguments, which waits for the kill at its commit. */
    public static DataSource database(String[] args) {
        int[] left = {Integer.parseInt(args[3])};
        boolean after = Boolean.parseBoolean(args[4]);
        return (DataSource) Proxy.newProxyInstance(
                KilledProcess.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return counting(DriverManager.getConnection(args[0], args[1], args[2]), left, after);
                });
    }

    /** The words after the database's. */
    public static String word(String[] args, int index) {
        return args[5 + index];
    }

    private static Connection counting(Connection connection, int[] left, boolean after) {
        return (Connection) Proxy.newProxyInstance(
                KilledProcess.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        if (!method.getName().equals("commit")) {
                            return method.invoke(connection, arguments);
                        }
                        boolean isTheOne = left[0]-- == 0;
                        if (isTheOne && !after) {
                            waitForTheKill();
                        }
                        Object result = method.invoke(connection, arguments);
                        if (isTheOne) {
                            waitForTheKill();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void waitForTheKill() throws InterruptedException, SQLException {
        System.out.println(AT_THE_COMMIT);
        System.out.flush();
        Thread.sleep(60_000);
        throw new SQLException("nobody came to kill");
    }
}
