package org.plainsight.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** Tells a person why the application did not start: one line where the cause is known, the whole trace otherwise. */
final class StartReport {
    /** Every error of theirs has a message that names the remedy. */
    private static final Set<String> PLAIN_WORDS = Set.of(
            "StartFailure",
            "PostgresStartException",
            "NodeStartException",
            "WrongNetworkException",
            "ConfigurationException",
            "ConfigValidationException",
            "QuarkusBindException",
            "BindException",
            "FlywaySqlException",
            "PSQLException");

    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private StartReport() {}

    /** Prints to standard error. @return the exit code */
    static int tell(Throwable failure) {
        for (Throwable cause : outermostFirst(failure)) {
            String type = cause.getClass().getSimpleName();
            if (type.startsWith("Malformed") || PLAIN_WORDS.contains(type)) {
                System.err.println("plainsight: " + oneLine(cause));
                return type.startsWith("Malformed") ? REFUSED : FAILED;
            }
        }
        Logger.getLogger("org.plainsight.start").error("plainsight did not start", failure);
        return FAILED;
    }

    /** Prints what was wrong with the command line. @return the exit code */
    static int wrongUse(ParameterException failure, String[] arguments) {
        System.err.println("plainsight: " + oneLine(failure) + " (see --help)");
        return REFUSED;
    }

    private static List<Throwable> outermostFirst(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        @Nullable Throwable next = failure;
        while (next != null && seen.add(next)) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }

    private static String oneLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
        String type = cause.getClass().getSimpleName();
        if (type.contains("Bind")) {
            return message + " (another program uses the port; choose one with --port or quarkus.http.port)";
        }
        return type.equals("PSQLException")
                ? "PostgreSQL: " + message + " (see quarkus.datasource.jdbc.url, .username and .password)"
                : message;
    }
}
