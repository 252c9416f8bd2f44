package org.plainsight.liabilities.tree;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.liabilities.Progress;
import org.plainsight.merkle.Hash32;

/** The input, row by row, each asked for in the staged files. Memory grows with the accounts, by one number and a bit. */
final class SecondInput {

    private static final List<String> HEADER = List.of("account", "id", "entity", "asset", "kind", "amount");
    private static final String BALANCES = "balances.csv";
    private static final long PROGRESS_ROWS = 50_000;

    private final SnapshotDirectory directory;
    private final BuildRecord record;
    private final SnapshotKey key;
    private final Prf salts;
    private final SecondNames names;
    private final MemorySegment secrets;
    private final CapabilityIndex capabilities;
    private final Map<String, SecondColumn> columns = new HashMap<>();
    private final BitSet met = new BitSet();
    private final TreeSet<String> entities = new TreeSet<>();
    private final Progress progress;

    private String lastReference = "";
    private String lastId = "";
    private int lastAccount = -1;

    SecondInput(
            SnapshotDirectory directory,
            BuildRecord record,
            SnapshotKey key,
            List<SecondColumn> columns,
            Progress progress) {
        this.directory = directory;
        this.record = record;
        this.key = key;
        this.salts = key.prf();
        this.names = new SecondNames(SnapshotDirectory.map(directory.references()));
        this.secrets = SnapshotDirectory.map(directory.secrets());
        this.capabilities = CapabilityIndex.open(directory.capabilities());
        columns.forEach(
                c -> this.columns.put(c.asset().asset() + " " + c.asset().kind(), c));
        this.progress = progress;
    }

    void read() throws IOException {
        accounts("references", names.count() == record.accounts());
        accounts("capabilities", capabilities.bytes() == record.accounts() * CapabilityIndex.ENTRY_BYTES);
        accounts("secrets", secrets.byteSize() == record.accounts() * Hash32.LENGTH);
        long rows = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(directory.balances())) {
            for (CsvRecord row : csv) {
                if (rows == 0 && !row.getFields().equals(HEADER)) {
                    throw new SecondPath.DisagreementException(BALANCES, "another header");
                }
                if (rows > 0) {
                    row(row);
                }
                if (rows++ % PROGRESS_ROWS == 0) {
                    progress.at("second path, rows", rows, 0);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new SecondPath.DisagreementException(BALANCES, "it cannot be read: " + e.getMessage());
        }
        if (met.cardinality() != record.accounts()) {
            throw new SecondPath.DisagreementException("references", "some accounts are not in the input");
        }
        if (!List.copyOf(entities).equals(record.entities())) {
            throw new SecondPath.DisagreementException("build.json", "the input names other entities");
        }
        compareControl(rows - 1);
    }

    private void accounts(String file, boolean same) {
        if (!same) {
            throw new SecondPath.DisagreementException(
                    file, "it has not the " + record.accounts() + " accounts of the record");
        }
    }

    private void row(CsvRecord row) {
        if (row.getFieldCount() != HEADER.size()) {
            throw new SecondPath.DisagreementException(
                    BALANCES, "row " + row.getStartingLineNumber() + " has other columns");
        }
        String reference = row.getField(0);
        String id = row.getField(1);
        if (!reference.equals(lastReference) || !id.equals(lastId) || lastAccount < 0) {
            lastAccount = account(reference, id, row.getStartingLineNumber());
            lastReference = reference;
            lastId = id;
        }
        entities.add(row.getField(2));
        SecondColumn column = columns.get(row.getField(3) + " " + row.getField(4));
        if (column == null) {
            throw new SecondPath.DisagreementException(
                    "build.json",
                    "row " + row.getStartingLineNumber() + " of the input belongs to a tree that was not staged");
        }
        column.balance(lastAccount, new BigInteger(row.getField(5)), record.scale(), row.getStartingLineNumber());
    }

    /** The account's number, once its staged secret and capability were found to be what its row gives. */
    private int account(String reference, String id, long row) {
        OptionalInt found = names.find(reference.getBytes(StandardCharsets.UTF_8), lastAccount + 1);
        if (found.isEmpty()) {
            throw new SecondPath.DisagreementException("references", "the account of row " + row + " was not staged");
        }
        int account = found.getAsInt();
        Hash32 salt = salts.hash(ByteBuffer.allocate(8).putLong(account).array());
        Hash32 secret = record.id().accountSecret(salt, Hash32.fromHex(id));
        byte[] staged =
                secrets.asSlice((long) account * Hash32.LENGTH, Hash32.LENGTH).toArray(ValueLayout.JAVA_BYTE);
        if (!Hash32.of(staged).equals(secret)) {
            throw new SecondPath.DisagreementException(
                    "secrets",
                    "row " + row + ": the secret of account " + account
                            + " differs, or its identity, the key or the snapshot's id");
        }
        if (!met.get(account)) {
            OptionalInt place = capabilities.find(key.capability(reference));
            if (place.isEmpty() || capabilities.account(place.getAsInt()) != account) {
                throw new SecondPath.DisagreementException(
                        "capabilities", "the capability of account " + account + " differs");
            }
            met.set(account);
        }
        return account;
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
