package org.plainsight.liabilities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.liabilities.LiabilitiesImport.Input;
import org.plainsight.liabilities.LiabilitiesImport.Source;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.balances.ArrivingFile;
import org.plainsight.liabilities.tree.SnapshotDirectory;
import org.plainsight.merkle.Hash32;
import org.plainsight.testing.PostgresResource;

/** An input is read while it is copied. */
class TakenBalancesTest {

    private static final int ROWS = 120_000;
    private static final String SQL = "SELECT 'customer-' || i AS account, encode(sha256(i::text::bytea), 'hex') AS id,"
            + " 'Example Ltd' AS entity, 'swift:0/iso4217:EUR' AS asset, 0 AS kind, %s AS amount"
            + " FROM generate_series(1, " + ROWS + ") i";

    private final PostgresResource.Database database = PostgresResource.freshDatabase();
    private final List<String> steps = new CopyOnWriteArrayList<>();

    @TempDir
    Path temporary;

    private TakenBalances take(String amount, long total) throws IOException {
        Path control = Files.writeString(
                temporary.resolve("control.json"),
                "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"ledger\":\"l\",\"rows\":" + ROWS
                        + ",\"totals\":[{\"asset\":\"swift:0/iso4217:EUR\",\"kind\":0,\"amount\":\"" + total
                        + "\"}]}");
        SnapshotDirectory directory = SnapshotDirectory.create(temporary.resolve("taken"));
        Source query =
                new Source.Query(database.jdbcUrl(), database.user(), database.password(), SQL.formatted(amount));
        return TakenBalances.take(
                new Input(query, control, Optional.empty()),
                directory,
                1 << 30,
                asset -> OptionalInt.of(2),
                LiabilitiesPolicy.standard(),
                (step, done, all) -> steps.add(step));
    }

    @Test
    void what_was_read_is_what_was_copied() throws IOException {
        try (TakenBalances taken = take("i", ROWS * (ROWS + 1L) / 2)) {
            assertThat(taken.accepted().accounts().size()).isEqualTo(ROWS);
            byte[] copy = Hash32.sha256(Files.readAllBytes(temporary.resolve("taken/balances.csv")))
                    .toBytes();
            byte[] control = Hash32.sha256(Files.readAllBytes(temporary.resolve("control.json")))
                    .toBytes();
            assertThat(taken.digest())
                    .isEqualTo(HexFormat.of()
                            .formatHex(Hash32.sha256(copy, control).toBytes()));
            assertThat(Files.size(temporary.resolve("taken/balances.csv"))).isGreaterThan(2L << 22);
            assertThat(steps).contains("reading");
        }
    }

    @Test
    void a_query_that_fails_on_its_way_is_refused_with_what_the_database_says() {
        assertThatThrownBy(() -> take("100 / (100000 - i)", 0))
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining("division by zero");
    }

    @Test
    void rows_that_cannot_be_are_refused_by_their_place_and_the_copy_has_its_digest_all_the_same() throws IOException {
        try (TakenBalances taken = take("CASE i WHEN 70000 THEN -5 ELSE i END", 0)) {
            assertThat(taken.digest()).hasSize(64);
            assertThatThrownBy(taken::accepted)
                    .isInstanceOfSatisfying(
                            MalformedBalancesException.class,
                            refused -> assertThat(refused.defects().getFirst().place())
                                    .isEqualTo("row 70001, column 6 (amount)"));
        }
    }

    @Test
    void an_input_beyond_the_limit_is_refused_as_such() throws IOException {
        Path file = temporary.resolve("long.csv");
        Files.writeString(
                file, "account,id,entity,asset,kind,amount\n" + "x".repeat(10_000_000), StandardCharsets.UTF_8);
        try (ArrivingFile copy = ArrivingFile.create(temporary.resolve("copy"))) {
            assertThatThrownBy(() -> BalancesCopy.take(new Source.File(file), copy, 1 << 20))
                    .isInstanceOf(MalformedBalancesException.class)
                    .hasMessageContaining("longer than");
        }
    }
}
