package org.plainsight.liabilities.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.liabilities.CustomerIdentity;
import picocli.CommandLine;

class DigestCommandTest {

    private static final String HEADER = "account,uid,email,phrase\n";

    @TempDir
    Path temporary;

    private final StringWriter said = new StringWriter();

    private int run(String... words) {
        return new CommandLine(new DigestCommand(Clock.systemUTC()))
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(words);
    }

    private int many(byte[] csv) throws IOException {
        Path in = Files.write(temporary.resolve("customers.csv"), csv);
        return run("--csv", in.toString(), "--out", temporary.resolve("ids.csv").toString());
    }

    @Test
    void one_customer_gives_the_digest_of_the_published_vectors() {
        assertThat(run("--uid", "100200300", "--email", " Alice@example.com ", "--phrase", "correct horse"))
                .isZero();
        assertThat(said.toString().strip())
                .isEqualTo("322fe58f35c4f5af180a2950265f48e00fa43afa22fbda267b22cc50f0ce2904");
    }

    @Test
    void a_file_of_customers_gives_digests_and_nothing_personal() throws IOException {
        String csv = HEADER + "a1,77,ann@example.com,\"blue, door\"\na2,78,BOB@example.com,\n";

        assertThat(many(csv.getBytes(StandardCharsets.UTF_8))).isZero();
        assertThat(Files.readString(temporary.resolve("ids.csv")).replace("\r\n", "\n"))
                .isEqualTo("account,id\na1,"
                        + new CustomerIdentity("77", "ann@example.com", "blue, door").digest() + "\na2,"
                        + new CustomerIdentity("78", "bob@example.com", "").digest() + "\n");
        assertThat(said.toString()).contains("2 digests").doesNotContain("ann", "door");
    }

    @Test
    void a_defect_is_named_by_its_row_and_leaves_no_file() throws IOException {
        for (String rows : new String[] {"a1,77,ann@example.com\n", ",77,ann@example.com,\n", "a1,,x@example.com,\n"}) {
            assertThat(many((HEADER + "a0,1,x@example.com,\n" + rows).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(LiabilitiesCommand.REFUSED);
            assertThat(said.toString()).contains("row 3");
            said.getBuffer().setLength(0);
        }
        assertThat(many("account,uid,mail,phrase\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(LiabilitiesCommand.REFUSED);
        assertThat(temporary.resolve("ids.csv")).doesNotExist();
        assertThat(temporary.resolve("ids.csv.part")).doesNotExist();
    }
}
