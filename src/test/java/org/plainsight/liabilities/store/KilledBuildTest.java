package org.plainsight.liabilities.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.tree.SampleSnapshot;

/** kill −9 of a process that builds: its directory is found, gone on with or discarded, and nothing else is touched. */
class KilledBuildTest {

    private static final String ID = "cd".repeat(16);

    @TempDir
    Path temporary;

    /** The process that is killed: it builds a snapshot again and again in the directory it holds. */
    static final class Builder {
        private Builder() {}

        public static void main(String[] arguments) throws IOException {
            SnapshotDirectories directories = new SnapshotDirectories(Path.of(arguments[0]));
            try (SnapshotDirectories.Building building = directories.begin(new SnapshotId(ID))) {
                building.markTaken();
                for (int i = 0; ; i++) {
                    SampleSnapshot.build(building.directory().path().resolve("run-" + i), 50, i);
                    System.out.println("building");
                }
            }
        }
    }

    @Test
    void a_build_that_was_killed_is_gone_on_with_or_discarded_and_a_living_one_is_not()
            throws IOException, InterruptedException {
        SnapshotDirectories directories = new SnapshotDirectories(temporary);
        Path published = directories.of("ab".repeat(16)).path();
        Files.createDirectories(published.getParent());
        SampleSnapshot.build(published, 20, 1);
        byte[] trees = Files.readAllBytes(published.resolve("tree-0"));
        Process builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xmx200m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Builder.class.getName(),
                        temporary.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path building = temporary.resolve("liabilities/building").resolve(ID);
        try {
            assertThat(builder.inputReader().readLine()).isEqualTo("building");
            assertThat(directories.discardLeftovers(Set.of(), Instant.EPOCH)).isZero();
            assertThat(directories.interrupted()).isEmpty();
            assertThat(building).isDirectory();
        } finally {
            builder.destroyForcibly();
            assertThat(builder.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(builder.exitValue()).isNotZero();
        assertThat(building).isDirectory();
        assertThat(directories.discardLeftovers(Set.of(), Instant.EPOCH)).isZero();
        SnapshotDirectories.Building interrupted = directories.interrupted().orElseThrow();
        assertThat(interrupted.directory().path()).isEqualTo(building);
        assertThat(directories.interrupted()).isEmpty();
        interrupted.release();
        assertThat(directories.discardLeftovers(Set.of(), Instant.MAX)).isEqualTo(1);
        assertThat(building).doesNotExist();
        assertThat(building.getParent()).isEmptyDirectory();

        Files.createFile(building.resolveSibling(ID + ".taken")); // of a build that was finished when the crash came
        assertThat(directories.discardLeftovers(Set.of(), Instant.EPOCH)).isZero();
        assertThat(building.getParent()).isEmptyDirectory();
        assertThat(Files.readAllBytes(published.resolve("tree-0"))).isEqualTo(trees);
    }
}
