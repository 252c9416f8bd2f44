package org.plainsight.liabilities.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.liabilities.tree.SampleSnapshot;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.ChildJvm;

/** kill −9 of a process that takes a directory in: nothing half counts, and the same directory can be taken in again. */
class KilledAdoptionTest {

    @TempDir
    Path temporary;

    /** The process that is killed, at the step that it is told to wait at. */
    static final class Adoption {
        private Adoption() {}

        public static void main(String[] arguments) throws IOException {
            adopt(Path.of(arguments[0]), Path.of(arguments[1]), step -> {
                if (step.equals(arguments[2])) {
                    System.out.println("at " + step);
                    Thread.sleep(60_000);
                }
            });
        }
    }

    private interface Steps {
        void at(String step) throws InterruptedException;

        default void reached(String step) {
            try {
                at(step);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** As the portal does it, up to the row, which alone makes it count. */
    private static void adopt(Path data, Path built, Steps steps) throws IOException {
        SnapshotDirectory from = new SnapshotDirectory(built);
        BuiltElsewhere elsewhere = new BuiltElsewhere(from);
        try (SnapshotDirectories.Building building =
                new SnapshotDirectories(data).begin(elsewhere.record().id())) {
            Files.copy(from.balances(), building.directory().balances());
            Files.copy(from.control(), building.directory().control());
            steps.reached("input");
            elsewhere.copyAndCheck(building.directory(), (step, done, total) -> steps.reached(step));
            steps.reached("checked");
            building.finish();
            steps.reached("moved");
        }
    }

    @Test
    void an_adoption_that_was_killed_leaves_nothing_and_succeeds_when_it_is_done_again() throws IOException {
        SampleSnapshot sample =
                SampleSnapshot.build(temporary.resolve("built"), 30, 5).unsealed();
        Path built = sample.directory.path();
        Map<String, String> files = files(built);
        Path data = temporary.resolve("data");
        SnapshotDirectories directories = new SnapshotDirectories(data);
        String id = sample.record.id().hex();
        Path building = data.resolve("liabilities/building").resolve(id);

        for (String step : new String[] {"input", "second path, trees", "checked", "moved"}) {
            try (ChildJvm adoption = ChildJvm.start(Adoption.class, data.toString(), built.toString(), step)) {
                adoption.awaitLine("at " + step);
                assertThat(directories.discardLeftovers(Set.of(), Instant.EPOCH))
                        .as(step)
                        .isZero();
                adoption.kill();
            }
            boolean moved = step.equals("moved");
            assertThat(Files.exists(building)).as(step).isEqualTo(!moved);
            assertThat(Files.exists(directories.of(id).path())).as(step).isEqualTo(moved);

            assertThat(directories.discardLeftovers(Set.of(), Instant.EPOCH))
                    .as(step)
                    .isEqualTo(1);
            assertThat(building).doesNotExist();
            assertThat(building.resolveSibling(id + ".lock")).doesNotExist();
            assertThat(directories.of(id).path()).doesNotExist();
            assertThat(files(built)).as(step).isEqualTo(files);
        }

        adopt(data, built, step -> {});
        assertThat(files(directories.of(id).path())).isEqualTo(files);
    }

    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(directory)) {
            for (Path file : list.toList()) {
                files.put(
                        file.getFileName().toString(),
                        Hash32.sha256(Files.readAllBytes(file)).toHex());
            }
        }
        return files;
    }
}
