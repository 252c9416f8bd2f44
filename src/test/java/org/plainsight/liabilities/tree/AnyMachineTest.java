package org.plainsight.liabilities.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.ChildJvm;

/** The same balances and key give the same files, however large the heap and however many the processors. */
class AnyMachineTest {

    private static final int CUSTOMERS = 3_000;

    @TempDir
    private Path temporary;

    /** In a process of its own: builds a sample and tells the digest of its trees. */
    public static void main(String[] words) throws IOException {
        SampleSnapshot sample = SampleSnapshot.build(Path.of(words[0]), CUSTOMERS, 42);
        MessageDigest digest = Hash32.sha256Digest();
        for (Path tree : sample.directory.trees(sample.record.trees().size())) {
            digest.update(Files.readAllBytes(tree));
        }
        digest.update(Files.readAllBytes(sample.directory.secrets()));
        System.out.println("on " + Runtime.getRuntime().availableProcessors() + " processors: "
                + HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void heap_and_processors_of_the_machine_do_not_show_in_the_files() throws IOException {
        Set<String> digests = new HashSet<>();
        List<String> said = new ArrayList<>();
        for (String machine : List.of("-Xmx96m 1", "-Xmx256m 2", "-Xmx1g 5")) {
            String processors = machine.substring(machine.indexOf(' ') + 1);
            List<String> options =
                    List.of(machine.substring(0, machine.indexOf(' ')), "-XX:ActiveProcessorCount=" + processors);
            try (ChildJvm child = ChildJvm.start(
                    options, AnyMachineTest.class, temporary.resolve(processors).toString())) {
                String line = child.awaitLine("on " + processors + " processors: ");
                said.add(line);
                digests.add(line.substring(line.indexOf(':')));
            }
        }
        assertThat(digests).as("%s", said).hasSize(1);
    }
}
