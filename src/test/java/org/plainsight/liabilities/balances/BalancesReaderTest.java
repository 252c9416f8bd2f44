package org.plainsight.liabilities.balances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plainsight.liabilities.Defect;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;
import org.plainsight.testing.Runs;

class BalancesReaderTest {

    private static final String HEADER = "account,id,entity,asset,kind,amount\n";
    private static final String ID = "ab".repeat(32);
    private static final String ETH = "eip155:1/slip44:60";
    private static final String GOOD = row("alice", ID, ETH, "0", "5");
    private static final String NO_TOTALS = "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"rows\":0,\"ledger\":\"l\"}";
    private static final KnownAssets ASSETS =
            asset -> asset.toString().equals(ETH) ? OptionalInt.of(18) : OptionalInt.empty();

    @Test
    void a_sound_file_is_numbered_by_the_bytes_of_its_references() throws IOException {
        Balances balances = read(
                HEADER
                        + row("zoë", ID, ETH, "0", "2")
                        + row("\uD83D\uDE00", ID, ETH, "0", "3")
                        + row("\uFB01", ID, ETH, "0", "4")
                        + GOOD,
                control(4, "14"));

        assertThat(names(balances)).containsExactly("alice", "zoë", "\uFB01", "\uD83D\uDE00");
        BalanceColumn column = balances.columns().getFirst();
        assertThat(column.account(1)).isEqualTo(1);
        assertThat(column.low(1)).isEqualTo(2);
        assertThat(column.total()).isEqualTo(14);
    }

    @Test
    void quoted_fields_and_windows_lines_are_read() throws IOException {
        Balances balances = read(
                (HEADER + "\"ali\"\"ce, 1\"," + ID + ",\"Example, Ltd\"," + ETH + ",0,5").replace("\n", "\r\n"),
                control(1, "5"));

        assertThat(names(balances)).containsExactly("ali\"ce, 1");
        assertThat(balances.entities()).containsExactly("Example, Ltd");
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                Arguments.of("negative", row("a", ID, ETH, "0", "-5"), "row 2, column 6 (amount)", "negative"),
                Arguments.of("over-precise", row("a", ID, ETH, "0", "5.5"), "row 2, column 6 (amount)", "fraction"),
                Arguments.of("leading zero", row("a", ID, ETH, "0", "05"), "row 2, column 6 (amount)", "canonical"),
                Arguments.of("plus", row("a", ID, ETH, "0", "+5"), "row 2, column 6 (amount)", "formula"),
                Arguments.of("exponent", row("a", ID, ETH, "0", "1e5"), "row 2, column 6 (amount)", "canonical"),
                Arguments.of("blank", row("a", ID, ETH, "0", ""), "row 2, column 6 (amount)", "no amount"),
                Arguments.of(
                        "2^127",
                        row("a", ID, ETH, "0", BigInteger.ONE.shiftLeft(127).toString()),
                        "row 2, column 6 (amount)",
                        "2^127"),
                Arguments.of(
                        "total of 2^127",
                        row("a", ID, ETH, "0", BigInteger.ONE.shiftLeft(126).toString())
                                + row(
                                        "b",
                                        ID,
                                        ETH,
                                        "0",
                                        BigInteger.ONE.shiftLeft(126).toString()),
                        "row 3, column 6 (amount)",
                        "total"),
                Arguments.of(
                        "unknown asset",
                        row("a", ID, "eip155:1/slip44:61", "0", "5"),
                        "row 2, column 4 (asset)",
                        "not declared"),
                Arguments.of("no asset", row("a", ID, "BTC", "0", "5"), "row 2, column 4 (asset)", "CAIP-19"),
                Arguments.of("unknown kind", row("a", ID, ETH, "77", "5"), "row 2, column 5 (kind)", "policy"),
                Arguments.of("no kind", row("a", ID, ETH, "spot", "5"), "row 2, column 5 (kind)", "not a kind"),
                Arguments.of("duplicate", GOOD + GOOD, "row 3", "second balance"),
                Arguments.of(
                        "two ids",
                        GOOD + row("alice", "cd".repeat(32), ETH, "1", "5"),
                        "row 3, column 2 (id)",
                        "another"),
                Arguments.of("short id", row("a", "abcd", ETH, "0", "5"), "row 2, column 2 (id)", "digest"),
                Arguments.of("long account", row("a".repeat(65), ID, ETH, "0", "5"), "row 2, column 1 (account)", "65"),
                Arguments.of("no account", row("", ID, ETH, "0", "5"), "row 2, column 1 (account)", "no account"),
                Arguments.of("formula", row("=1+1", ID, ETH, "0", "5"), "row 2, column 1 (account)", "formula"),
                Arguments.of("tab", row("\"\tx\"", ID, ETH, "0", "5"), "row 2, column 1 (account)", "formula"),
                Arguments.of("bidi", row("a\u202Eb", ID, ETH, "0", "5"), "row 2, column 1 (account)", "invisible"),
                Arguments.of("nul", row("a\0b", ID, ETH, "0", "5"), "row 2, column 1 (account)", "NUL"),
                Arguments.of("few columns", "a," + ID + ",e," + ETH + ",0\n", "row 2", "5 columns"),
                Arguments.of("many columns", "a," + ID + ",e," + ETH + ",0,5,6\n", "row 2", "7 columns"),
                Arguments.of("open quote", "\"a," + ID + ",e\n" + GOOD, "row 2, column 1 (account)", "never closed"),
                Arguments.of(
                        "inner quote", "a\"b," + ID + ",e," + ETH + ",0,5\n", "row 2, column 1 (account)", "quote"),
                Arguments.of(
                        "after quote", "\"a\"b," + ID + ",e," + ETH + ",0,5\n", "row 2, column 1 (account)", "after"),
                Arguments.of("huge field", "a".repeat(1_000) + GOOD, "row 2, column 1 (account)", "longer than"),
                Arguments.of("bare return", "a\rb" + GOOD, "row 2, column 1 (account)", "line feed"),
                Arguments.of("blank line", "\n" + GOOD, "row 2", "1 columns"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void a_defect_names_row_and_column(String name, String rows, String place, String problem) {
        List<Defect> defects = refusal((HEADER + rows).getBytes(StandardCharsets.UTF_8), NO_TOTALS);

        assertThat(defects.getFirst().place()).isEqualTo(place);
        assertThat(defects.getFirst().problem()).contains(problem);
        assertThat(defects.getFirst().remedy()).isNotBlank();
    }

    @Test
    void other_encodings_are_refused() {
        assertThat(refusal(("\uFEFF" + HEADER + GOOD).getBytes(StandardCharsets.UTF_8), NO_TOTALS)
                        .getFirst()
                        .problem())
                .contains("byte order mark");
        assertThat(refusal((HEADER + GOOD).getBytes(StandardCharsets.UTF_16), NO_TOTALS)
                        .getFirst()
                        .problem())
                .contains("UTF-8");
        assertThat(refusal((HEADER + row("zoë", ID, ETH, "0", "1")).getBytes(StandardCharsets.ISO_8859_1), NO_TOTALS)
                        .getFirst())
                .hasToString("row 2, column 1 (account): bytes that are not UTF-8; "
                        + "write the file as UTF-8 without byte order mark");
    }

    @Test
    void an_empty_file_and_a_foreign_header_are_refused() {
        assertThat(refusal(new byte[0], NO_TOTALS).getFirst().problem()).contains("empty");
        assertThat(refusal(HEADER.getBytes(StandardCharsets.UTF_8), NO_TOTALS)
                        .getFirst()
                        .problem())
                .contains("no balances");
        assertThat(refusal("user,amount\n".getBytes(StandardCharsets.UTF_8), NO_TOTALS)
                        .getFirst()
                        .problem())
                .contains("header");
    }

    @Test
    void all_defects_of_a_file_are_named_up_to_the_limit() {
        String bad = row("a", "x", ETH, "0", "-5");
        assertThat(refusal((HEADER + bad).getBytes(StandardCharsets.UTF_8), NO_TOTALS))
                .hasSize(2);
        assertThat(refusal((HEADER + bad.repeat(500)).getBytes(StandardCharsets.UTF_8), NO_TOTALS))
                .hasSize(MalformedBalancesException.MAX_DEFECTS);
    }

    @Test
    void rows_and_totals_must_be_the_control_records() {
        assertThat(refusal((HEADER + GOOD).getBytes(StandardCharsets.UTF_8), control(2, "6")))
                .extracting(Defect::place)
                .containsExactly("control record, rows", "control record, totals, " + ETH + " kind 0");
        assertThat(refusal((HEADER + GOOD).getBytes(StandardCharsets.UTF_8), NO_TOTALS.replace(":0,", ":1,")))
                .extracting(Defect::problem)
                .containsExactly("no total declared, 5 found");
    }

    @Test
    void a_control_record_that_is_none_is_refused() {
        byte[] csv = (HEADER + GOOD).getBytes(StandardCharsets.UTF_8);
        for (String control : List.of(
                "",
                "[]",
                "{}",
                "not json",
                control(1, "5").replace("rows", "raws"),
                control(1, "05"),
                control(1, "5").replace("Z\"", ".0001Z\""),
                control(1, "5").replace("}]", "},{\"asset\":\"" + ETH + "\",\"kind\":0,\"amount\":\"5\"}]"))) {
            assertThat(refusal(csv, control).getFirst().place()).startsWith("control record");
        }
    }

    @Test
    void a_finer_ledger_is_refused_or_rounded_up_as_the_control_record_says() throws IOException {
        String csv = HEADER + row("a", ID, ETH, "0", "101") + row("b", ID, ETH, "0", "100");
        String fine = control(2, "201").replace("\"rows\"", "\"scale\":20,\"rows\"");

        assertThat(refusal(csv.getBytes(StandardCharsets.UTF_8), fine).getFirst())
                .hasToString("row 2, column 6 (amount): finer than the asset's 18 decimals; "
                        + "round up in the ledger, or declare \"rounding\":\"up\" in the control record");
        Balances rounded = read(csv, fine.replace("\"scale\"", "\"rounding\":\"up\",\"scale\""));
        assertThat(rounded.columns().getFirst().total()).isEqualTo(3);
        Balances coarse = read(csv, control(2, "201").replace("\"rows\"", "\"scale\":16,\"rows\""));
        assertThat(coarse.columns().getFirst().total()).isEqualTo(20_100);
    }

    @Test
    void an_endless_field_is_refused_without_reading_on() {
        InputStream endless = new InputStream() {
            private long served;

            @Override
            public int read() {
                served++;
                return 'a';
            }

            @Override
            public int read(byte[] into, int at, int length) {
                assertThat(served += length).isLessThan(1 << 20);
                Arrays.fill(into, at, at + length, (byte) 'a');
                return length;
            }
        };
        assertThatThrownBy(() -> BalancesReader.read(
                        endless,
                        NO_TOTALS.getBytes(StandardCharsets.UTF_8),
                        ASSETS,
                        LiabilitiesPolicy.standard(),
                        Optional.empty(),
                        Progress.SILENT,
                        0))
                .isInstanceOf(MalformedBalancesException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void a_named_entity_is_the_only_one() {
        MalformedBalancesException refused = catchThrowableOfType(
                MalformedBalancesException.class,
                () -> BalancesReader.read(
                        new ByteArrayInputStream((HEADER + GOOD).getBytes(StandardCharsets.UTF_8)),
                        control(1, "5").getBytes(StandardCharsets.UTF_8),
                        ASSETS,
                        LiabilitiesPolicy.standard(),
                        Optional.of("Other Ltd"),
                        Progress.SILENT,
                        0));
        assertThat(refused.defects().getFirst().place()).isEqualTo("row 2, column 3 (entity)");
    }

    @Test
    void any_garbled_file_is_refused_or_read_but_nothing_else_happens() {
        Random random = new Random(20260101);
        byte[] sound = (HEADER + GOOD + row("bob", ID, ETH, "0", "7")).getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int run = 0; run < Runs.count(2_000, 200_000); run++) {
            byte[] garbled = sound.clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(garbled, control(2, "12")).columns().getFirst().total())
                        .isEqualTo(12);
            } catch (MalformedBalancesException e) {
                assertThat(e.defects()).isNotEmpty();
                refused++;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    private static List<Defect> refusal(byte[] csv, String control) {
        MalformedBalancesException refused =
                catchThrowableOfType(MalformedBalancesException.class, () -> read(csv, control));
        assertThat(refused).as("the file should be refused").isNotNull();
        return refused.defects();
    }

    private static Balances read(String csv, String control) throws IOException {
        return read(csv.getBytes(StandardCharsets.UTF_8), control);
    }

    private static Balances read(byte[] csv, String control) throws IOException {
        return BalancesReader.read(
                new ByteArrayInputStream(csv),
                control.getBytes(StandardCharsets.UTF_8),
                ASSETS,
                LiabilitiesPolicy.standard(),
                Optional.empty(),
                Progress.SILENT,
                csv.length);
    }

    private static List<String> names(Balances balances) {
        return IntStream.range(0, balances.accounts().size())
                .mapToObj(balances.accounts()::name)
                .toList();
    }

    private static String control(int rows, String total) {
        return "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"rows\":" + rows
                + ",\"ledger\":\"demo\",\"totals\":[{\"asset\":\"" + ETH + "\",\"kind\":0,\"amount\":\"" + total
                + "\"}]}";
    }

    private static String row(String account, String id, String asset, String kind, String amount) {
        return account + "," + id + ",Example Ltd," + asset + "," + kind + "," + amount + "\n";
    }
}
