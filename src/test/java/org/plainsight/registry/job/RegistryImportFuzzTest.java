package org.plainsight.registry.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.declaration.InMemoryFiles;
import org.plainsight.registry.declaration.MutatedFiles;
import org.plainsight.registry.review.Draft;
import org.plainsight.testing.PostgresResource;
import org.plainsight.testing.Runs;

/** Damaged imports against the database: a draft whole or no trace at all, and nothing live in either case. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RegistryImportFuzzTest {

    @Inject
    RegistryImport registry;

    @Inject
    TransparencyLog log;

    @Inject
    AddressBook book;

    @Inject
    DataSource database;

    @Test
    void a_damaged_import_becomes_a_whole_draft_or_leaves_no_trace_and_nothing_goes_live() throws Exception {
        Random random = new Random(20261124);
        long entries = log.size();
        int live = book.current().size();
        int refused = 0;
        int cases = Runs.count(300, 10_000);
        for (int i = 0; i < cases; i++) {
            List<Long> before = counts();
            try {
                Draft draft = registry.stage(MutatedFiles.of(random), Registrar.Mode.RETRACT_VANISHED, true, rows -> {})
                        .draft();
                assertThat(draft.state()).isIn(Draft.State.STAGED, Draft.State.PUBLISHED);
                assertThat(count("registry_draft_line WHERE draft = " + draft.id()))
                        .isEqualTo(draft.impact().counts().values().stream()
                                .mapToLong(n -> n)
                                .sum());
            } catch (MalformedRegistryException e) {
                refused++;
                assertThat(counts()).isEqualTo(before);
            }
        }
        assertThat(refused).isBetween(cases / 2, cases - 1);
        assertThat(log.size()).isEqualTo(entries);
        assertThat(book.current()).hasSize(live);
        assertThat(count("registry_held_row")).isZero();
    }

    @Test
    void one_bad_row_among_thousands_leaves_no_trace() throws Exception {
        Random random = new Random(9);
        long entries = log.size();
        int size = Runs.count(5_000, 700_000);
        StringBuilder rows = rows(size);
        for (int i = 0; i < Runs.count(4, 500); i++) {
            List<Long> before = counts();
            int bad = random.nextInt(size);
            assertThat(refuses(withBadRow(rows, bad))).as("row " + bad).isTrue();
            assertThat(counts()).isEqualTo(before);
        }
        assertThat(log.size()).isEqualTo(entries);
    }

    private boolean refuses(InMemoryFiles files) throws IOException {
        try {
            registry.stage(files, Registrar.Mode.RETRACT_VANISHED, true, rows -> {});
            return false;
        } catch (MalformedRegistryException e) {
            return true;
        }
    }

    private static StringBuilder rows(int size) {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < size; row++) {
            rows.append(InMemoryFiles.owned("a" + row, address(row))).append('\n');
        }
        return rows;
    }

    private static String address(int row) {
        return "eip155:31337:0x%040x".formatted(row + 1);
    }

    private static InMemoryFiles withBadRow(StringBuilder rows, int bad) {
        int at = rows.indexOf(address(bad));
        rows.setCharAt(at + address(bad).length() - 1, 'g');
        InMemoryFiles files = InMemoryFiles.valid().with(InMemoryFiles.ADDRESSES, rows.toString());
        rows.setCharAt(
                at + address(bad).length() - 1, address(bad).charAt(address(bad).length() - 1));
        return files;
    }

    private List<Long> counts() throws SQLException {
        List<Long> counts = new ArrayList<>();
        for (String table : List.of(
                "registry_draft",
                "registry_draft_file",
                "registry_draft_line",
                "registry_held_row",
                "address_claim",
                "pinned_asset",
                "claimed_holding")) {
            counts.add(count(table));
        }
        return counts;
    }

    private long count(String from) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("SELECT count(*) FROM " + from)) {
            counted.next();
            return counted.getLong(1);
        }
    }
}
