package org.plainsight.feed.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ConformanceKitTest {

    private static final Path KIT = Path.of("docs/conformance/kit");
    private static final Path PYTHON = Path.of("docs/conformance/consumer.py");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The cases in which a consumer ends in another state than it should. */
    private static List<String> failed(Supplier<Consumer> fresh) throws IOException {
        List<String> failed = new ArrayList<>();
        try (Stream<Path> cases = Files.list(KIT)) {
            for (Path folder : cases.sorted().toList()) {
                JsonNode wanted = JSON.readTree(folder.resolve("case.json").toFile());
                Consumer consumer = fresh.get();
                for (JsonNode answer : wanted.path("answers")) {
                    consumer.take(
                            answer.path("path").asText(),
                            answer.path("status").asInt(),
                            Map.of(
                                    "Content-Digest",
                                    answer.path("headers")
                                            .path("Content-Digest")
                                            .asText()),
                            Files.readAllBytes(
                                    folder.resolve(answer.path("body").asText())));
                }
                SortedMap<String, String> labels = new TreeMap<>();
                wanted.path("expected_labels")
                        .properties()
                        .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
                boolean right = labels.equals(consumer.labels())
                        && consumer.cursor() == wanted.path("expected_cursor").asLong()
                        && consumer.alarms().size()
                                == wanted.path("expected_alarms").asInt();
                if (!right) {
                    failed.add(folder.getFileName() + ": " + consumer.labels() + ", cursor " + consumer.cursor() + ", "
                            + consumer.alarms());
                }
            }
        }
        return failed;
    }

    @Test
    void the_kit_is_what_its_generator_makes() throws IOException {
        SortedMap<String, byte[]> made = Kit.files();
        if (Boolean.getBoolean("plainsight.kit.write")) {
            for (Map.Entry<String, byte[]> file : made.entrySet()) {
                Path path = KIT.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
        SortedMap<String, String> kept = new TreeMap<>();
        try (Stream<Path> files = Files.walk(KIT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.put(KIT.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        SortedMap<String, String> wanted = new TreeMap<>();
        made.forEach((name, bytes) -> wanted.put(name, new String(bytes, StandardCharsets.UTF_8)));
        assertThat(kept).isEqualTo(wanted).hasSizeGreaterThan(36);
    }

    @Test
    void the_reference_consumer_passes_every_case() throws IOException {
        assertThat(failed(ReferenceConsumer::new)).isEmpty();
    }

    @Test
    void a_consumer_that_believes_every_answer_fails() throws IOException {
        assertThat(failed(NaiveConsumer::new))
                .extracting(text -> text.substring(0, 2))
                .contains("05", "06", "09", "10", "12");
    }

    @Test
    void the_reference_consumers_stay_short_enough_to_copy() throws IOException {
        Path java = Path.of("src/test/java/org/plainsight/feed/conformance/ReferenceConsumer.java");
        assertThat(Files.readAllLines(java)).hasSizeLessThanOrEqualTo(150);
        assertThat(Files.readAllLines(PYTHON)).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void the_consumer_in_python_passes_every_case() throws Exception {
        Process process;
        try {
            process = new ProcessBuilder("python3", PYTHON.toString(), "--kit", KIT.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("python3 is not installed");
            return;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.startsWith("ok"))).hasSize(13);
    }

    /** Takes whatever comes for the feed, as many do. */
    private static final class NaiveConsumer implements Consumer {
        private final SortedMap<String, String> labels = new TreeMap<>();
        private long cursor = -1;

        @Override
        public boolean take(String path, int status, Map<String, String> headers, byte[] body) {
            try {
                JsonNode feed = JSON.readTree(body);
                if (!path.contains("changes")) {
                    labels.clear();
                }
                for (JsonNode entry : feed.path(path.contains("changes") ? "changes" : "addresses")) {
                    labels.put(
                            entry.path("address").asText(), entry.path("entity").asText());
                }
                cursor = feed.path("next").asLong(feed.path("log_size").asLong() - 1);
            } catch (IOException e) {
                labels.clear();
            }
            return false;
        }

        @Override
        public SortedMap<String, String> labels() {
            return labels;
        }

        @Override
        public long cursor() {
            return cursor;
        }

        @Override
        public List<String> alarms() {
            return List.of();
        }
    }
}
