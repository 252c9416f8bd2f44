package org.plainsight.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of the log that share no line with ours judge the published vectors as we do. */
class StrangersAgreeTest {

    private static final Path VECTORS = Path.of("docs", "formats", "log-vectors.json");
    private static final Path SIGNATURES = Path.of("docs", "formats", "ed25519-vectors.json");
    private static final Path MODULES =
            Path.of("frontend-templates", "META-INF", "resources", "verify").toAbsolutePath();

    @ParameterizedTest
    @CsvSource({"node,ed25519.mjs", "python3,ed25519.py"})
    void the_browser_and_the_python_verifier_judge_every_special_signature_as_the_log_does(
            String program, String script) throws Exception {
        agrees(program, script, SIGNATURES, "signatures", 100);
    }

    @ParameterizedTest
    @CsvSource({"node,receipts.mjs", "python3,receipts.py"})
    void the_browsers_modules_and_a_client_written_from_the_page_judge_every_receipt_as_derived(
            String program, String script) throws Exception {
        agrees(program, script, VECTORS, "receipts", 8);
    }

    private static void agrees(String program, String script, Path vectors, String list, int more) throws Exception {
        int count = new ObjectMapper().readTree(vectors.toFile()).get(list).size();
        assertThat(count).isGreaterThan(more);
        Process process;
        try {
            process = new ProcessBuilder(
                            program, "src/test/resources/verifiers/" + script, MODULES.toString(), vectors.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("no " + program + " on this machine");
            return;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("\"checked\":" + count + ",\"differ\":0");
    }
}
