package org.plainsight.liabilities.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.liabilities.Progress;

/** The second path compares batches of rows on all threads; where a batch ends must not show. */
class SecondInputTest {

    @TempDir
    static Path temporary;

    private static SampleSnapshot staged;
    private static List<String> sound;

    @BeforeAll
    static void build() throws IOException {
        staged = SampleSnapshot.build(temporary.resolve("staged"), 8_000, 17);
        sound = Files.readAllLines(staged.directory.balances());
        assertThat(sound).hasSizeGreaterThan(2 * SecondInput.BATCH_ROWS);
    }

    private static void check(UnaryOperator<List<String>> change) throws IOException {
        Files.write(staged.directory.balances(), change.apply(new ArrayList<>(sound)));
        SnapshotBuild.check(staged.directory, staged.record, Progress.SILENT);
    }

    private static void refused(String why, UnaryOperator<List<String>> change) {
        assertThatThrownBy(() -> check(change))
                .isInstanceOf(SecondPath.DisagreementException.class)
                .hasMessageContaining(why);
    }

    @Test
    void any_order_of_the_rows_gives_the_same_snapshot() {
        assertThatCode(() -> check(rows -> rows)).doesNotThrowAnyException();
        assertThatCode(() -> check(rows -> {
                    Collections.shuffle(rows.subList(1, rows.size()), new Random(5));
                    return rows;
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void a_balance_repeated_batches_later_is_named_by_its_row() {
        refused("row " + (sound.size() + 1) + " repeats a balance", rows -> {
            rows.add(rows.get(1));
            return rows;
        });
    }

    @Test
    void a_difference_in_the_first_and_the_last_row_of_any_batch_is_found() {
        for (int row = 1; row < sound.size(); row += SecondInput.BATCH_ROWS) {
            assertDiffersAt(row);
            assertDiffersAt(Math.min(sound.size() - 1, row + SecondInput.BATCH_ROWS - 1));
        }
    }

    private static void assertDiffersAt(int row) {
        refused("the balance of account", rows -> {
            rows.set(row, rows.get(row) + "1");
            return rows;
        });
    }

    @Test
    void a_row_too_few_or_with_other_columns_in_the_last_batch_is_found() {
        assertThatThrownBy(() -> check(rows -> rows.subList(0, rows.size() - 1)))
                .isInstanceOf(SecondPath.DisagreementException.class);
        refused(
                "balances.csv: it cannot be read: Exception when reading record that started in line " + sound.size(),
                rows -> {
                    rows.set(rows.size() - 1, rows.getLast() + ",");
                    return rows;
                });
    }
}
