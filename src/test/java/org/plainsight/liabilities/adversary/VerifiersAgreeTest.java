package org.plainsight.liabilities.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.testing.Runs;

/** The verifier of the browser and the one in Python come to the same outcome as the Java one, step by step. */
class VerifiersAgreeTest {

    private static final Path SCRIPTS = Path.of("frontend-templates/META-INF/resources/verify");
    private static final Path RUNNERS = Path.of("src/test/resources/verifiers");
    private static final int CORE_BYTES = 5 * 1024;

    @TempDir
    static Path temporary;

    private static Path vectors;
    private static int count;

    @BeforeAll
    static void generate() throws IOException {
        count = Runs.count(350, 10_000);
        vectors = temporary.resolve("vectors.jsonl");
        VerifierVectors.write(vectors, Victims.build(temporary), count);
    }

    @Test
    void the_browsers_verifier_agrees_on_every_vector() throws IOException, InterruptedException {
        assertThat(run("node", "vectors.mjs")).contains("\"checked\":" + count + ",\"differ\":0");
    }

    @Test
    void the_python_verifier_agrees_on_every_vector() throws IOException, InterruptedException {
        assertThat(run("python3", "vectors.py")).contains("\"checked\": " + count + ", \"differ\": 0");
    }

    @Test
    void the_core_of_the_browsers_verifier_is_small() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            for (String module : List.of("core.js", "proof-file.js")) {
                gzip.write(Files.readAllBytes(SCRIPTS.resolve(module)));
            }
        }
        assertThat(zipped.size()).isLessThanOrEqualTo(CORE_BYTES);
    }

    private static String run(String program, String runner) throws IOException, InterruptedException {
        Path output = temporary.resolve(program + ".out");
        Process process;
        try {
            process = new ProcessBuilder(
                            program, RUNNERS.resolve(runner).toString(), SCRIPTS.toString(), vectors.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort(String.format(
                    Locale.ROOT,
                    "%d vectors were not run: no %s on this machine (%s)",
                    count,
                    program,
                    e.getMessage()));
            throw e;
        }
        try {
            assertThat(process.waitFor(30, TimeUnit.MINUTES))
                    .as("%s ended", program)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as("%s said: %s", program, tail(said)).isZero();
        return said;
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 2_000));
    }
}
