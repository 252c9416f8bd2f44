package org.plainsight.liabilities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plainsight.liabilities.LiabilitiesImport.Source;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.testing.ChildJvm;
import org.plainsight.testing.Runs;

/** Balances in Parquet, written by another project's writer, are the same content as the CSV of the same rows. */
class ParquetBalancesTest {

    private static final long LIMIT = 1 << 26;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("account", "id", "entity", "asset", "kind", "amount");
    private static final List<String> TEXTS = List.of("STRING", "STRING", "STRING", "STRING", "STRING", "STRING");

    @TempDir
    Path temporary;

    private static List<@Nullable String> row(int i, Random random, int amountBits) {
        return List.of(
                "account-" + i,
                "%064x".formatted(new BigInteger(256, random)),
                i % 3 == 0 ? "Example, \"Ltd\"" : "Société",
                "swift:0/iso4217:EUR",
                Integer.toString(i % 4),
                new BigInteger(amountBits, random).toString());
    }

    private static List<List<@Nullable String>> rows(int count, int amountBits) {
        Random random = new Random(9);
        return IntStream.range(0, count)
                .mapToObj(i -> row(i, random, amountBits))
                .toList();
    }

    private static String csv(List<List<@Nullable String>> rows) {
        StringBuilder csv = new StringBuilder(String.join(",", NAMES)).append('\n');
        for (List<@Nullable String> row : rows) {
            List<String> fields = new ArrayList<>();
            for (String field : row) {
                String text = field == null ? "" : field;
                fields.add(text.contains(",") ? '"' + text.replace("\"", "\"\"") + '"' : text);
            }
            csv.append(String.join(",", fields)).append('\n');
        }
        return csv.toString();
    }

    private Path parquet(List<String> names, List<String> types, String codec, List<List<@Nullable String>> rows)
            throws IOException {
        Path file = temporary.resolve("balances.parquet");
        ObjectNode document = JSON.createObjectNode();
        ArrayNode columns = document.putArray("columns");
        for (int c = 0; c < names.size(); c++) {
            ObjectNode column = columns.addObject().put("name", names.get(c)).put("type", types.get(c));
            ArrayNode data = column.putArray("data");
            boolean number = types.get(c).equals("INT32") || types.get(c).equals("DOUBLE");
            for (List<@Nullable String> row : rows) {
                String value = row.get(c);
                if (number && value != null) {
                    data.add(Integer.parseInt(value));
                } else {
                    data.add(value);
                }
            }
        }
        Path sandbox = Path.of(System.getProperty("plainsight.sandbox-dir", "sandbox"));
        Process node = new ProcessBuilder("node", sandbox.resolve("parquet.mjs").toString(), file.toString(), codec)
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = node.getOutputStream()) {
            in.write(JSON.writeValueAsBytes(document));
        }
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).isEmpty();
        return file;
    }

    private Path copy(Path file) throws IOException {
        Path copy = temporary.resolve("copy");
        Files.deleteIfExists(copy);
        BalancesCopy.take(new Source.Parquet(file), copy, LIMIT);
        return copy;
    }

    private String copied(Path file) throws IOException {
        return Files.readString(copy(file));
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, STRING, SNAPPY, 127",
        "INT32, INT64, SNAPPY, 63",
        "INT64, 'DECIMAL(38,0)', GZIP, 126",
        "INT32, 'DECIMAL(38,0)', UNCOMPRESSED, 126",
        "STRING, INT32, GZIP, 31"
    })
    void the_same_rows_give_the_same_copy_in_whatever_exact_types(
            String kindType, String amountType, String codec, int amountBits) throws IOException {
        List<List<@Nullable String>> rows = rows(2_500, amountBits);

        Path file = parquet(NAMES, List.of("STRING", "STRING", "STRING", "STRING", kindType, amountType), codec, rows);

        assertThat(copied(file)).isEqualTo(csv(rows));
    }

    @Test
    void columns_may_stand_in_any_order() throws IOException {
        List<List<@Nullable String>> rows = rows(10, 60);
        List<List<@Nullable String>> turned = rows.stream().map(List::reversed).toList();

        assertThat(copied(parquet(NAMES.reversed(), TEXTS, "SNAPPY", turned))).isEqualTo(csv(rows));
    }

    @Test
    void a_null_is_an_empty_field_for_the_reader_to_refuse() throws IOException {
        List<@Nullable String> row = new ArrayList<>(rows(1, 60).getFirst());
        row.set(5, null);
        List<List<@Nullable String>> rows = List.of(row);

        assertThat(copied(parquet(NAMES, TEXTS, "SNAPPY", rows))).isEqualTo(csv(rows));
    }

    @Test
    void floating_point_is_no_money() throws IOException {
        Path file = parquet(
                NAMES, List.of("STRING", "STRING", "STRING", "STRING", "STRING", "DOUBLE"), "SNAPPY", rows(3, 20));

        assertThatThrownBy(() -> copied(file))
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining("column amount")
                .hasMessageContaining("DOUBLE")
                .hasMessageContaining("INT64");
    }

    @Test
    void other_columns_than_those_of_a_balances_file_are_refused() throws IOException {
        List<String> personal = List.of("account", "email", "entity", "asset", "kind", "amount");
        Path file = parquet(personal, TEXTS, "SNAPPY", rows(3, 20));

        assertThatThrownBy(() -> copied(file))
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining("email")
                .hasMessageContaining("account,id,entity,asset,kind,amount");
    }

    /** In processes of their own, for the library's threads may run in circles over a damaged page until their process ends. */
    @Test
    void a_damaged_file_is_refused_or_read_and_nothing_else_happens() throws IOException {
        Path sound = parquet(NAMES, TEXTS, "UNCOMPRESSED", rows(20, 60));
        int files = Runs.count(60, 3_000);
        Map<String, Integer> verdicts = new TreeMap<>();
        for (int next = 0; next < files; ) {
            try (ChildJvm child = ChildJvm.start(
                    DamagedParquet.class, sound.toString(), Integer.toString(next), Integer.toString(files))) {
                String last = "";
                for (String line = child.awaitLine("file "); !line.isEmpty(); line = child.line()) {
                    assertThat(line).matches("file \\d+ (read|refused|stalled)");
                    last = line.substring(line.lastIndexOf(' ') + 1);
                    verdicts.merge(last, 1, Integer::sum);
                    next++;
                }
                assertThat(next == files || last.equals("stalled"))
                        .as("the process ended before file " + next)
                        .isTrue();
            }
        }
        assertThat(verdicts.get("refused")).isGreaterThan(files / 4);
    }

    @Test
    void a_file_that_only_says_it_is_parquet_is_refused() throws IOException {
        for (Map.Entry<String, String> named :
                Map.of("short", "PAR1", "text", "PAR1,account\n").entrySet()) {
            Path file = Files.writeString(temporary.resolve(named.getKey()), named.getValue());
            assertThatThrownBy(() -> copied(file))
                    .isInstanceOf(MalformedBalancesException.class)
                    .hasMessageContaining("Parquet");
        }
    }
}
