package org.plainsight.liabilities.tree;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.Progress;

/** The input, row by row, each asked for in the staged files: one batch is compared, on all threads, while the next is parsed. */
final class SecondInput {

    private static final List<String> HEADER = List.of("account", "id", "entity", "asset", "kind", "amount");
    private static final String BALANCES = "balances.csv";
    static final int BATCH_ROWS = 1 << 13;

    private final SnapshotDirectory directory;
    private final BuildRecord record;
    private final SecondAccounts accounts;
    private final Map<String, SecondColumn> columns = new HashMap<>();
    private final TreeSet<String> entities = new TreeSet<>();
    private final Progress progress;

    SecondInput(
            SnapshotDirectory directory,
            BuildRecord record,
            SnapshotKey key,
            List<SecondColumn> columns,
            Progress progress) {
        this.directory = directory;
        this.record = record;
        this.accounts = new SecondAccounts(directory, record, key);
        columns.forEach(
                c -> this.columns.put(c.asset().asset() + " " + c.asset().kind(), c));
        this.progress = progress;
    }

    void read() throws IOException {
        long leaves = columns.values().stream().mapToLong(c -> c.file().items()).sum(); // a few more than rows
        long rows = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(directory.balances())) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext() || !records.next().getFields().equals(HEADER)) {
                throw new SecondPath.DisagreementException(BALANCES, "another header");
            }
            List<CsvRecord> batch = batch(records);
            while (!batch.isEmpty()) {
                CompletableFuture<List<CsvRecord>> next = CompletableFuture.supplyAsync(() -> batch(records));
                compare(batch);
                rows += batch.size();
                progress.at("second path, rows", rows, leaves);
                batch = await(next);
            }
        } catch (IllegalArgumentException | CsvParseException e) {
            throw new SecondPath.DisagreementException(BALANCES, "it cannot be read: " + e.getMessage());
        }
        accounts.requireAllMet();
        if (!List.copyOf(entities).equals(record.entities())) {
            throw new SecondPath.DisagreementException("build.json", "the input names other entities");
        }
        compareControl(rows);
    }

    private static List<CsvRecord> batch(Iterator<CsvRecord> records) {
        List<CsvRecord> batch = new ArrayList<>(BATCH_ROWS);
        while (batch.size() < BATCH_ROWS && records.hasNext()) {
            CsvRecord row = records.next();
            if (row.getFieldCount() != HEADER.size()) {
                throw new SecondPath.DisagreementException(
                        BALANCES, "row " + row.getStartingLineNumber() + " has other columns");
            }
            batch.add(row);
        }
        return batch;
    }

    private static <T> T await(CompletableFuture<T> next) {
        try {
            return next.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    private record Balance(SecondColumn column, SecondColumn.Found found) {}

    /** What only reads is done side by side, what counts in the order of the rows. */
    private void compare(List<CsvRecord> rows) {
        int[] owners = accounts.of(rows);
        List<Balance> balances = IntStream.range(0, owners.length)
                .parallel()
                .mapToObj(i -> balance(rows.get(i), owners[i]))
                .toList();
        for (int i = 0; i < owners.length; i++) {
            CsvRecord row = rows.get(i);
            entities.add(row.getField(2));
            Balance balance = balances.get(i);
            balance.column.count(balance.found, row.getStartingLineNumber());
        }
    }

    private Balance balance(CsvRecord row, int account) {
        SecondColumn column = columns.get(row.getField(3) + " " + row.getField(4));
        if (column == null) {
            throw new SecondPath.DisagreementException(
                    "build.json",
                    "row " + row.getStartingLineNumber() + " of the input belongs to a tree that was not staged");
        }
        return new Balance(column, column.find(account, new BigInteger(row.getField(5)), record.scale()));
    }

    private void compareControl(long rows) throws IOException {
        Json.Obj control = Json.asObject(CanonicalJson.read(Files.readAllBytes(directory.control())));
        control.allowOnly("cut_off", "rows", "ledger", "totals", "scale", "rounding");
        OptionalInt scale = number(control.find("scale").orElse(null));
        boolean agrees = control.integer("rows") == rows
                && control.time("cut_off").equals(record.cutOff())
                && control.text("ledger").equals(record.ledger())
                && scale.equals(record.scale().scale().map(OptionalInt::of).orElse(OptionalInt.empty()))
                && control.optionalText("rounding").orElse("refuse").equals("up")
                        == record.scale().roundsUp();
        List<Json.Obj> totals = control.list("totals", Json::asObject);
        for (Json.Obj total : totals) {
            SecondColumn column = columns.get(total.text("asset") + " " + total.integer("kind"));
            agrees &= column != null && column.ledgerTotal().equals(new BigInteger(total.text("amount")));
        }
        if (!agrees || totals.size() != columns.size()) {
            throw new SecondPath.DisagreementException("control.json", "it says something else");
        }
    }

    private static OptionalInt number(@Nullable Json value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(Json.asInteger(value)));
    }
}
