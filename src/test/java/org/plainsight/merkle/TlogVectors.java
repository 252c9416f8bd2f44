package org.plainsight.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The published transparency-log vectors, read where they lie; a test that needs them is skipped without them. */
public final class TlogVectors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TlogVectors() {}

    public static JsonNode read(String file) {
        Path path = folder().resolve(file);
        Assumptions.assumeTrue(Files.isRegularFile(path), "no vectors at " + path);
        return parse(path);
    }

    /** All JSON files below a folder; never an empty list. */
    public static List<Path> below(String name) {
        Path start = folder().resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(start), "no vectors in " + start);
        try (Stream<Path> files = Files.walk(start)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(found).as("vectors in " + start).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static JsonNode parse(Path path) {
        try {
            return JSON.readTree(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("plainsight.vectors", "../shared/vectors"), "tlog");
    }
}
