package org.plainsight.liabilities.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ReaderException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.disclosure.LiabilitiesStatement;
import org.plainsight.evidence.BlockRef;
import org.plainsight.liabilities.CustomerProofs;
import org.plainsight.liabilities.Snapshot;
import org.plainsight.liabilities.Snapshots;
import org.plainsight.qr.ReadQr;
import picocli.CommandLine;

class LinksCommandTest {

    private static final String ID = "00112233445566778899aabbccddeeff";
    private static final String LINK = "https://example.org/check#" + ID + ".";

    @TempDir
    Path temporary;

    private final Map<String, String> accounts = new TreeMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return new CommandLine(new LinksCommand(new OneSnapshot(), new Links(accounts)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    @Test
    void every_account_gets_its_link_and_no_cell_begins_a_formula() {
        accounts.put("=1+1", "aa".repeat(32));
        accounts.put("a,b", "bb".repeat(32));

        assertThat(run(ID, "--base", "https://example.org")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "account,capability,link",
                        "'=1+1," + "aa".repeat(32) + "," + LINK + "aa".repeat(32),
                        "\"a,b\"," + "bb".repeat(32) + "," + LINK + "bb".repeat(32));
    }

    @Test
    void a_phone_reads_the_same_link_from_the_picture_of_the_row() throws IOException, ReaderException {
        accounts.put("a1", "cd".repeat(32));
        accounts.put("../a2", "ef".repeat(32));
        Path folder = temporary.resolve("pictures");

        assertThat(run(ID, "--base", "https://example.org", "--qr", folder.toString()))
                .isZero();
        List<String> rows = out.toString().lines().skip(1).toList();
        assertThat(rows).hasSize(2);
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            assertThat(ReadQr.text(Files.readString(folder.resolve(cells[3])))).isEqualTo(cells[2]);
        }
        try (var files = Files.list(temporary)) {
            assertThat(files).containsExactly(folder);
        }
    }

    @Test
    void a_folder_that_holds_something_is_left_alone() throws IOException {
        accounts.put("a1", "cd".repeat(32));
        Files.writeString(temporary.resolve("1.svg"), "old");

        assertThat(run(ID, "--qr", temporary.toString())).isEqualTo(LiabilitiesCommand.REFUSED);
        assertThat(err.toString()).contains("not empty", "name a new folder");
        assertThat(out.toString()).isEmpty();
        assertThat(Files.readString(temporary.resolve("1.svg"))).isEqualTo("old");
    }

    @Test
    void an_unknown_snapshot_is_refused() {
        assertThat(run("ff".repeat(16))).isEqualTo(LiabilitiesCommand.REFUSED);
        assertThat(err.toString()).contains("there is no snapshot");
    }

    private record Links(Map<String, String> accounts) implements CustomerProofs {
        @Override
        public Optional<byte[]> find(String capability) {
            return Optional.empty();
        }

        @Override
        public void links(String snapshotId, BiConsumer<String, String> accountAndCapability) {
            accounts.forEach(accountAndCapability);
        }
    }

    private static final class OneSnapshot implements Snapshots {

        private static final Snapshot SNAPSHOT = new Snapshot(
                ID, Snapshot.State.PUBLISHED, Instant.EPOCH, 2, "00".repeat(32), List.of(), Optional.empty());

        @Override
        public List<Snapshot> all() {
            return List.of(SNAPSHOT);
        }

        @Override
        public Optional<Snapshot> find(String id) {
            return id.equals(ID) ? Optional.of(SNAPSHOT) : Optional.empty();
        }

        @Override
        public Optional<Snapshot> latestPublished() {
            return Optional.of(SNAPSHOT);
        }

        @Override
        public LiabilitiesStatement seal(String id, List<BlockRef> blocks) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void published(LiabilitiesStatement statement, long logIndex, Instant publishedAt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void withdrawn(String id) {
            throw new UnsupportedOperationException();
        }
    }
}
