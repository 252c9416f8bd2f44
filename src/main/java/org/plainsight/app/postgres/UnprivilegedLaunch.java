package org.plainsight.app.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. Root therefore enters a user namespace in which it is nobody, or, where that is
 * forbidden, becomes nobody and gives it the folder.
 */
final class UnprivilegedLaunch {
    private static final int PROBE_SECONDS = 10;
    private static final int NOBODY = 65534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U", "--");
    private static final List<String> OTHER_USER =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");

    private UnprivilegedLaunch() {}

    /** What to write before a command: nothing for an ordinary user. */
    static List<String> prefix() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (works(NAMESPACE)) {
            return NAMESPACE;
        }
        if (works(OTHER_USER)) {
            return OTHER_USER;
        }
        throw new PostgresStartException("PostgreSQL does not run as root, and this machine allows neither 'unshare -U'"
                + " nor 'setpriv'; start Plainsight as an ordinary user or set quarkus.datasource.jdbc.url");
    }

    /** Makes the folder readable for the user the prefix changes to. */
    static void handOver(List<String> prefix, Path folder) throws IOException {
        if (!prefix.equals(OTHER_USER)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static boolean works(List<String> way) throws IOException {
        List<String> command = new ArrayList<>(way);
        command.add("true");
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException absent) {
            return false;
        }
    }
}
