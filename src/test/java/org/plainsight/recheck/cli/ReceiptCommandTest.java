package org.plainsight.recheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.note.SigningKey;
import org.plainsight.testing.TestReceipts;
import picocli.CommandLine;

/** A reader at a desk without a network: two files, a key, and the witnesses they believe. */
class ReceiptCommandTest {

    private final TestReceipts log = new TestReceipts();
    private final SigningKey witness = TestReceipts.key("witness.example/w");

    @TempDir
    private Path folder;

    private String said = "";

    @Test
    void a_receipt_cosigned_as_the_reader_demands_holds_and_says_so_in_words() throws IOException {
        assertThat(run(log.receipt(3, witness), 3, "--log-key", log.logKey(), "--policy", policy()))
                .isZero();
        assertThat(said)
                .contains("entry 3 of the log " + TestReceipts.ORIGIN + ", under a checkpoint of 7 entries, signed at "
                        + TestReceipts.TIME)
                .contains("cosigned as your policy demands, by [w]")
                .contains("policy, signed by");
    }

    @Test
    void without_witnesses_it_holds_and_says_what_that_leaves_open() throws IOException {
        assertThat(run(log.receipt(3), 3, "--log-key", log.logKey())).isEqualTo(3);
        assertThat(said).contains("no witnesses were demanded");
    }

    @Test
    void a_receipt_without_the_witnesses_that_the_reader_demands_does_not_hold() throws IOException {
        assertThat(run(log.receipt(3), 3, "--log-key", log.logKey(), "--policy", policy()))
                .isEqualTo(1);
        assertThat(said).contains("the quorum 'w' has not cosigned");
    }

    @Test
    void the_receipt_of_another_entry_another_key_or_a_changed_entry_does_not_hold() throws IOException {
        assertThat(run(log.receipt(3, witness), 4, "--log-key", log.logKey())).isEqualTo(1);
        assertThat(run(log.receipt(3, witness), 3, "--log-key", new TestReceipts().logKey()))
                .isEqualTo(1);
        String moved = log.receipt(5).replace("index 5", "index 3");
        assertThat(run(moved, 3, "--log-key", log.logKey())).isEqualTo(1);
        String receipt = log.receipt(3, witness);
        log.entry(3)[20] ^= 1;
        assertThat(run(receipt, 3, "--log-key", log.logKey())).isEqualTo(1);
    }

    @Test
    void a_file_is_the_one_that_the_statement_names_or_not() throws IOException {
        Path document = Files.write(folder.resolve("document"), TestReceipts.document());
        assertThat(run(log.receipt(2), 2, "--log-key", log.logKey(), "--file", document.toString()))
                .isEqualTo(3);
        assertThat(said).contains("is, byte for byte, the file /p/2");
        Files.writeString(document, "something else");
        assertThat(run(log.receipt(2), 2, "--log-key", log.logKey(), "--file", document.toString()))
                .isEqualTo(1);
        assertThat(said).contains("is not named by the statement");
    }

    @Test
    void without_a_key_that_the_reader_holds_nothing_is_checked() throws IOException {
        assertThat(run(log.receipt(3, witness), 3)).isEqualTo(2);
        assertThat(run(log.receipt(3, witness), 3, "--log-key", "nonsense")).isEqualTo(2);
    }

    @Test
    void what_is_no_receipt_is_told() throws IOException {
        assertThat(run("c2sp.org/tlog-proof@v1\n", 3, "--log-key", log.logKey()))
                .isEqualTo(1);
        assertThat(said).contains("is none");
    }

    private int run(String receipt, int entry, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Files.writeString(folder.resolve("r.tlog-proof"), receipt).toString(),
                Files.write(folder.resolve("e.json"), log.entry(entry)).toString()));
        words.addAll(List.of(options));
        StringWriter out = new StringWriter();
        int code = new CommandLine(new ReceiptCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(words.toArray(String[]::new));
        said = out.toString();
        return code;
    }

    private String policy() throws IOException {
        return Files.writeString(folder.resolve("policy"), TestReceipts.policy(witness))
                .toString();
    }
}
