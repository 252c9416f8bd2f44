package org.plainsight.liabilities.balances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;
import org.plainsight.testing.Runs;

/** Reading side by side gives what reading row by row gives: the same balances, or the same defects. */
class ParallelReaderTest {

    private static final List<String> ASSETS =
            List.of("eip155:1/slip44:60", "eip155:1/slip44:61", "swift:0/iso4217:EUR");
    private static final KnownAssets KNOWN = asset -> OptionalInt.of(8);

    @TempDir
    Path temporary;

    private record Sample(String csv, String control) {}

    private static Sample sample(int accounts, Random random, String units) {
        List<String> rows = new ArrayList<>();
        Map<String, BigInteger> totals = new TreeMap<>();
        for (int i = 0; i < accounts; i++) {
            // some begin alike for more than eight bytes, some are another's beginning
            String reference = random.nextInt(4) == 0 ? "common-beginning-of-many-" + i : Integer.toString(i, 36);
            String id = new BigInteger(256, random).setBit(255).toString(16);
            for (String asset : ASSETS) {
                if (random.nextInt(3) > 0) {
                    BigInteger amount = new BigInteger(random.nextInt(asset.equals(ASSETS.get(1)) ? 100 : 63), random);
                    rows.add(String.join(",", reference, id, "Société Exemple", asset, "0", amount.toString()));
                    totals.merge(asset, amount, BigInteger::add);
                }
            }
        }
        switch (random.nextInt(3)) {
            case 0 -> Collections.shuffle(rows, random);
            case 1 -> rows.sort(Comparator.comparing(row -> row.replaceAll("^([^,]*,){3}", "")));
            default -> {} // account by account
        }
        StringBuilder control = new StringBuilder("{\"cut_off\":\"2026-01-01T00:00:00Z\",\"ledger\":\"l\"," + units)
                .append("\"rows\":" + rows.size() + ",\"totals\":[");
        totals.forEach((asset, total) ->
                control.append("{\"asset\":\"" + asset + "\",\"kind\":0,\"amount\":\"" + total + "\"},"));
        control.setCharAt(control.length() - 1, ']');
        String csv = "account,id,entity,asset,kind,amount\n" + String.join("\n", rows);
        return new Sample(
                random.nextBoolean() ? csv + "\n" : csv, control.append('}').toString());
    }

    /** As other programs write it. */
    private static Sample spelled(Sample sample, boolean quoted, boolean windows) {
        String csv = quoted ? sample.csv().replaceAll("[^,\n]+", "\"$0\"") : sample.csv();
        return new Sample(windows ? csv.replace("\n", "\r\n") : csv, sample.control());
    }

    private Balances sideBySide(String csv, String control, boolean exactly) throws IOException {
        Path file = temporary.resolve("b.csv");
        Files.writeString(file, csv);
        byte[] json = control.getBytes(StandardCharsets.UTF_8);
        if (exactly) {
            return BalancesReader.read(
                    new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                    json,
                    KNOWN,
                    LiabilitiesPolicy.standard(),
                    Optional.empty(),
                    Progress.SILENT,
                    0);
        }
        return BalancesReader.read(file, json, KNOWN, LiabilitiesPolicy.standard(), Optional.empty(), Progress.SILENT);
    }

    private static String describe(Balances balances) {
        StringBuilder text = new StringBuilder(balances.control() + " " + balances.entities() + "\n");
        for (int i = 0; i < balances.accounts().size(); i++) {
            text.append(balances.accounts().name(i));
            for (int b = 0; b < Accounts.ID_BYTES; b++) {
                text.append(' ')
                        .append(balances.accounts()
                                .ids()
                                .get(java.lang.foreign.ValueLayout.JAVA_BYTE, (long) i * Accounts.ID_BYTES + b));
            }
            text.append('\n');
        }
        for (BalanceColumn c : balances.columns()) {
            text.append(c.key() + " " + c.decimals() + " " + c.total() + " " + c.isWide() + "\n");
            for (int i = 0; i < c.size(); i++) {
                text.append(c.account(i) + ":" + c.high(i) + ":" + c.low(i) + "\n");
            }
        }
        return text.toString();
    }

    private void assertSame(Sample sample) throws IOException {
        try (Balances parallel = sideBySide(sample.csv(), sample.control(), false);
                Balances exact = sideBySide(sample.csv(), sample.control(), true)) {
            assertThat(describe(parallel).equals(describe(exact))).isTrue();
        }
    }

    @Test
    void sound_files_give_the_same_balances() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 30; i++) {
            assertSame(sample(1 + random.nextInt(200), random, ""));
            assertSame(sample(1 + random.nextInt(50), random, "\"rounding\":\"up\",\"scale\":" + (6 + i % 5) + ","));
        }
    }

    @Test
    void an_account_that_stands_where_it_stood_before_with_another_id_is_refused() throws IOException {
        String entity = ",Example Ltd,";
        String ids = "ab".repeat(32);
        StringBuilder csv = new StringBuilder("account,id,entity,asset,kind,amount\n");
        for (String asset : ASSETS) {
            for (int i = 0; i < 50; i++) {
                boolean other = asset.equals(ASSETS.getLast()) && i == 31;
                csv.append(i)
                        .append("x,")
                        .append(other ? "cd".repeat(32) : ids)
                        .append(entity)
                        .append(asset)
                        .append(",0,1\n");
            }
        }
        String control = "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"ledger\":\"l\",\"rows\":150,\"totals\":["
                + ASSETS.stream()
                        .map(asset -> "{\"asset\":\"" + asset + "\",\"kind\":0,\"amount\":\"50\"}")
                        .collect(Collectors.joining(","))
                + "]}";
        MalformedBalancesException refused = catchThrowableOfType(
                MalformedBalancesException.class,
                () -> sideBySide(csv.toString(), control, false).close());
        assertThat(refused.defects().getFirst().place()).isEqualTo("row 133, column 2 (id)");
        assertThat(refused.defects().getFirst().problem()).contains("another ID digest");
    }

    @Test
    void a_file_of_several_blocks_gives_the_same_balances() throws IOException {
        Sample sample = sample(40_000, new Random(2), "");
        assertThat(sample.csv().length()).isGreaterThan(2 * ParallelReader.BLOCK);
        assertReadSideBySide(sample);
        assertSame(sample);
    }

    @Test
    void a_file_that_is_read_while_it_arrives_gives_the_same_balances() throws Exception {
        Random random = new Random(9);
        Sample sample = sample(40_000, random, "");
        byte[] csv = sample.csv().getBytes(StandardCharsets.UTF_8);
        try (ExecutorService writing = Executors.newSingleThreadExecutor();
                ArrivingFile file = ArrivingFile.create(temporary.resolve("arriving.csv"))) {
            Future<Boolean> written = writing.submit(() -> {
                for (int at = 0; at < csv.length; ) {
                    int piece = Math.min(csv.length - at, 1 + random.nextInt(1 << 18));
                    file.writer().write(csv, at, piece);
                    at += piece;
                }
                file.end();
                return true;
            });
            try (Balances arrived = BalancesReader.read(
                            file,
                            sample.control().getBytes(StandardCharsets.UTF_8),
                            KNOWN,
                            LiabilitiesPolicy.standard(),
                            Optional.empty(),
                            Progress.SILENT);
                    Balances exact = sideBySide(sample.csv(), sample.control(), true)) {
                assertThat(describe(arrived).equals(describe(exact))).isTrue();
            }
            assertThat(written.get()).isTrue();
        }
    }

    @Test
    void a_file_that_ends_where_a_block_ends_gives_the_same_balances() throws IOException {
        for (int beyond = -1; beyond <= 1; beyond++) {
            assertSame(ofLength(ParallelReader.BLOCK + beyond, "\n"));
            assertReadSideBySide(ofLength(ParallelReader.BLOCK + beyond, "\n"));
            assertSame(ofLength(ParallelReader.BLOCK + beyond, ""));
            assertReadSideBySide(ofLength(ParallelReader.BLOCK + beyond, ""));
        }
    }

    /** The entity of its last row makes the length right. */
    private static Sample ofLength(int bytes, String end) {
        StringBuilder csv = new StringBuilder("account,id,entity,asset,kind,amount\n");
        int rows = 0;
        while (csv.length() < bytes - 400) {
            csv.append(rows++ + 1_000_000)
                    .append("," + "ab".repeat(32) + ",Example Ltd," + ASSETS.getFirst() + ",0,1\n");
        }
        String last = "last," + "ab".repeat(32) + ",%s," + ASSETS.getFirst() + ",0,1" + end;
        csv.append(last.formatted("E".repeat(bytes - csv.length() - last.length() + 2)));
        assertThat(csv.length()).isEqualTo(bytes);
        rows++;
        return new Sample(
                csv.toString(),
                "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"ledger\":\"l\",\"rows\":" + rows + ",\"totals\":[{\"asset\":\""
                        + ASSETS.getFirst() + "\",\"kind\":0,\"amount\":\"" + rows + "\"}]}");
    }

    @Test
    void quoted_fields_and_windows_lines_need_no_second_reading() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 20; i++) {
            Sample sample = spelled(sample(1 + random.nextInt(50), random, ""), i % 4 < 3, i % 4 > 0);
            assertReadSideBySide(sample);
            assertSame(sample);
        }
    }

    private void assertReadSideBySide(Sample sample) throws IOException {
        Path file = temporary.resolve("b.csv");
        Files.writeString(file, sample.csv());
        BalancesReader rules = BalancesReader.rules(KNOWN, LiabilitiesPolicy.standard());
        ControlRecord control = ControlRecord.read(sample.control().getBytes(StandardCharsets.UTF_8), new Defects())
                .orElseThrow();
        try (ArrivingFile arrived = ArrivingFile.whole(file);
                Balances alone = ParallelReader.read(arrived, rules, control, Progress.SILENT)
                        .orElseThrow()) {
            assertThat(alone.accounts().size()).isPositive();
        }
    }

    @Test
    void a_file_with_any_changed_byte_gives_the_same_defects_or_the_same_balances() throws IOException {
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < Runs.count(300, 3_000); i++) {
            Sample sound = spelled(sample(1 + random.nextInt(6), random, ""), i % 3 == 0, i % 5 == 0);
            char[] csv = sound.csv().toCharArray();
            csv[random.nextInt(csv.length)] = "\",\n\r 0-=x\0\u00e9\u007f\u202e".charAt(random.nextInt(13));
            Sample changed = new Sample(new String(csv), sound.control());
            MalformedBalancesException exact = catchThrowableOfType(
                    MalformedBalancesException.class,
                    () -> sideBySide(changed.csv(), changed.control(), true).close());
            MalformedBalancesException parallel = catchThrowableOfType(
                    MalformedBalancesException.class,
                    () -> sideBySide(changed.csv(), changed.control(), false).close());
            if (exact == null) {
                assertThat(parallel).isNull();
                assertSame(changed);
            } else {
                refused++;
                assertThat(parallel).as(changed.csv()).isNotNull();
                assertThat(parallel.defects()).isEqualTo(exact.defects());
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void a_field_of_a_gigabyte_is_refused_by_its_row_and_column_without_being_held() throws IOException {
        Path file = temporary.resolve("gigabyte.csv");
        String row = "a," + "ab".repeat(32) + ",Example Ltd,eip155:1/slip44:60,0,";
        Files.writeString(file, "account,id,entity,asset,kind,amount\n" + row + "5\n" + row + "9".repeat(600));
        try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "rw")) {
            end.setLength(1L << 30);
        }
        String control = "{\"cut_off\":\"2026-01-01T00:00:00Z\",\"ledger\":\"l\",\"rows\":2,\"totals\":[]}";
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getTotalThreadAllocatedBytes();
        MalformedBalancesException refused = catchThrowableOfType(
                MalformedBalancesException.class,
                () -> BalancesReader.read(
                                file,
                                control.getBytes(StandardCharsets.UTF_8),
                                KNOWN,
                                LiabilitiesPolicy.standard(),
                                Optional.empty(),
                                Progress.SILENT)
                        .close());

        assertThat(refused.defects().getFirst().place()).isEqualTo("row 3, column 6 (amount)");
        assertThat(refused.defects().getFirst().problem()).contains("longer than 512 bytes");
        assertThat(threads.getTotalThreadAllocatedBytes() - before).isLessThan(64L << 20);
    }
}
