package org.plainsight.liabilities.balances;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.liabilities.KnownAssets;
import org.plainsight.liabilities.LiabilitiesPolicy;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Progress;
import org.plainsight.merkle.SumNode;

/**
 * Reads a balances file, CSV with the header {@code account,id,entity,asset,kind,amount}, against its control record.
 * A file with any defect is refused whole.
 */
public final class BalancesReader {

    public static final List<String> COLUMNS = List.of("account", "id", "entity", "asset", "kind", "amount");

    private static final int MAX_ACCOUNT_BYTES = 64;
    private static final int MAX_TREES = 65_535;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern KIND = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern AMOUNT = Pattern.compile("0|[1-9][0-9]{0,38}");
    static final String FORMULA_START = "=+-@\t\r";
    private static final long PROGRESS_ROWS = 10_000;

    private final KnownAssets assets;
    private final LiabilitiesPolicy policy;
    private final Optional<String> onlyEntity;
    private final Defects defects = new Defects();

    private final AccountTable accounts = new AccountTable();
    private final SortedSet<String> entities = new TreeSet<>();
    private final TreeMap<TreeKey, ColumnRows> columns = new TreeMap<>();
    private final Map<String, Optional<ColumnRows>> columnsByText = new HashMap<>();
    private @Nullable AmountScale scale;

    private BalancesReader(KnownAssets assets, LiabilitiesPolicy policy, Optional<String> onlyEntity) {
        this.assets = assets;
        this.policy = policy;
        this.onlyEntity = onlyEntity;
    }

    /**
     * @param totalBytes of the file, for the progress
     * @throws MalformedBalancesException naming the place of every defect found, up to its limit
     */
    public static Balances read(
            InputStream csv,
            byte[] control,
            KnownAssets assets,
            LiabilitiesPolicy policy,
            Optional<String> onlyEntity,
            Progress progress,
            long totalBytes)
            throws IOException {
        return new BalancesReader(assets, policy, onlyEntity).read(csv, control, progress, totalBytes);
    }

    /** The same from a file, side by side where it is plain and sound. */
    public static Balances read(
            Path csv,
            byte[] control,
            KnownAssets assets,
            LiabilitiesPolicy policy,
            Optional<String> onlyEntity,
            Progress progress)
            throws IOException {
        try (ArrivingFile file = ArrivingFile.whole(csv)) {
            return read(file, control, assets, policy, onlyEntity, progress);
        }
    }

    /**
     * The same from a file that may still arrive.
     *
     * @throws ArrivingFile.BrokenOffException where its end never comes
     */
    public static Balances read(
            ArrivingFile csv,
            byte[] control,
            KnownAssets assets,
            LiabilitiesPolicy policy,
            Optional<String> onlyEntity,
            Progress progress)
            throws IOException {
        BalancesReader rules = new BalancesReader(assets, policy, onlyEntity);
        Optional<ControlRecord> declared = ControlRecord.read(control, rules.defects);
        if (declared.isPresent()) {
            Optional<Balances> read = ParallelReader.read(csv, rules, declared.get(), progress);
            if (read.isPresent()) {
                return read.get();
            }
        }
        long bytes = csv.awaitEnd();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(csv.path()))) {
            return read(in, control, assets, policy, onlyEntity, progress, bytes);
        }
    }

    static BalancesReader rules(KnownAssets assets, LiabilitiesPolicy policy) {
        return new BalancesReader(assets, policy, Optional.empty());
    }

    SortedSet<String> entities() {
        return entities;
    }

    /** The column that {@code entity,asset,kind} means; empty where there is anything to be said against it. */
    synchronized Optional<ColumnRows> openPlain(byte[] text) {
        Optional<List<String>> record = CsvRecords.only(text);
        if (record.isEmpty() || record.get().size() != 3) {
            return Optional.empty();
        }
        List<String> fields = record.get();
        boolean sound = isPlain(0, 2, fields.get(0)) && isEntity(0, fields.get(0));
        return sound ? column(0, fields.get(1), fields.get(2)) : Optional.empty();
    }

    private Balances read(InputStream csv, byte[] controlJson, Progress progress, long totalBytes) throws IOException {
        Optional<ControlRecord> control = ControlRecord.read(controlJson, defects);
        AmountScale amounts = new AmountScale(
                control.flatMap(ControlRecord::scale),
                control.map(ControlRecord::roundsUp).orElse(false));
        this.scale = amounts;
        CsvRecords records = new CsvRecords(csv, defects);
        long rows = readRows(records, progress, totalBytes);
        defects.refuseIfAny();
        ControlRecord agreed = control.orElseThrow();
        Balances balances = number(agreed);
        compare(agreed, rows);
        if (defects.any()) {
            balances.close();
        }
        defects.refuseIfAny();
        return balances;
    }

    private long readRows(CsvRecords records, Progress progress, long totalBytes) throws IOException {
        if (!records.next()) {
            if (!defects.any()) {
                defects.atRow(1, "the file is empty", "write the header " + String.join(",", COLUMNS));
            }
            return 0;
        }
        if (records.sound() && !records.fields().equals(COLUMNS)) {
            defects.atRow(1, "not the header of a balances file", "write the header " + String.join(",", COLUMNS));
            return 0;
        }
        long rows = 0;
        while (!defects.full() && records.next()) {
            rows++;
            if (records.sound()) {
                row(records.row(), records.fields());
            }
            if (rows % PROGRESS_ROWS == 0) {
                progress.at("reading", records.bytesRead(), totalBytes);
            }
        }
        if (rows == 0 && !defects.any()) {
            defects.atRow(2, "no balances at all", "export at least one balance");
        }
        return rows;
    }

    private void row(long row, List<String> fields) {
        if (fields.size() != COLUMNS.size()) {
            defects.atRow(
                    row,
                    fields.size() + " columns instead of " + COLUMNS.size(),
                    "write exactly " + String.join(",", COLUMNS) + ", quoting fields that hold a comma");
            return;
        }
        boolean account = isPlain(row, 0, fields.get(0)) && isAccount(row, fields.get(0));
        boolean id = matches(row, 1, ID, fields.get(1), "not an ID digest", "write 64 lower-case hexadecimal digits");
        boolean entity = isPlain(row, 2, fields.get(2)) && isEntity(row, fields.get(2));
        Optional<ColumnRows> column = column(row, fields.get(3), fields.get(4));
        Optional<BigInteger> amount = amount(row, fields.get(5));
        if (account && id && entity && column.isPresent() && amount.isPresent()) {
            add(row, fields.get(0), fields.get(1), column.get(), amount.get());
        }
    }

    private void add(long row, String account, String id, ColumnRows column, BigInteger ledgerAmount) {
        int number = accounts.meet(account, id);
        if (!accounts.id(number).equals(id)) {
            defects.atField(
                    row, 1, "another ID digest than an earlier row of the same account", "give one account one id");
            return;
        }
        if (scale == null) {
            throw new IllegalStateException("no scale before the first row");
        }
        Optional<BigInteger> amount = scale.toBaseUnits(ledgerAmount, column.decimals());
        if (amount.isEmpty()) {
            defects.atField(
                    row,
                    5,
                    "finer than the asset's " + column.decimals() + " decimals",
                    "round up in the ledger, or declare \"rounding\":\"up\" in the control record");
            return;
        }
        if (column.total().add(amount.get()).bitLength() > SumNode.MAX_BITS) {
            defects.atField(row, 5, "the total of " + column.key() + " reaches 2^127 here", "check the units");
            return;
        }
        column.add(number, amount.get(), ledgerAmount, row);
    }

    private boolean isAccount(long row, String account) {
        int bytes = account.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_ACCOUNT_BYTES) {
            defects.atField(
                    row,
                    0,
                    bytes == 0 ? "no account reference" : "an account reference of " + bytes + " bytes",
                    "write 1 to " + MAX_ACCOUNT_BYTES + " bytes");
            return false;
        }
        return true;
    }

    private boolean isEntity(long row, String entity) {
        if (entity.isEmpty()) {
            defects.atField(row, 2, "no entity", "name the legal entity that owes this balance");
            return false;
        }
        if (onlyEntity.isPresent() && !onlyEntity.get().equals(entity)) {
            defects.atField(
                    row, 2, "entity '" + entity + "', not '" + onlyEntity.get() + "'", "export one file per entity");
            return false;
        }
        if (entities.size() < MAX_TREES) {
            entities.add(entity);
        }
        return true;
    }

    /** Text that a spreadsheet would run, or that hides what it is, has no place in an identifier. */
    private boolean isPlain(long row, int column, String text) {
        if (!text.isEmpty() && FORMULA_START.indexOf(text.charAt(0)) >= 0) {
            defects.atField(row, column, "begins like a spreadsheet formula", "begin with a letter or a digit");
            return false;
        }
        boolean hidden =
                text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        if (hidden || !text.strip().equals(text)) {
            defects.atField(row, column, "control, invisible or surrounding blank characters", "leave them out");
            return false;
        }
        return true;
    }

    private Optional<ColumnRows> column(long row, String asset, String kind) {
        String key = asset + "|" + kind;
        Optional<ColumnRows> known = columnsByText.get(key);
        if (known != null) {
            if (known.isEmpty()) {
                defects.atField(row, 3, "asset or kind as refused above", "see the first row with this asset and kind");
            }
            return known;
        }
        Optional<ColumnRows> opened = openColumn(row, asset, kind);
        if (columnsByText.size() < MAX_TREES) {
            columnsByText.put(key, opened);
        }
        return opened;
    }

    private Optional<ColumnRows> openColumn(long row, String assetText, String kindText) {
        Optional<AssetId> asset = asset(row, assetText);
        boolean kindSound =
                matches(row, 4, KIND, kindText, "not a kind", "write a number of the policy's table, such as 0");
        if (asset.isEmpty() || !kindSound) {
            return Optional.empty();
        }
        int kind = Integer.parseInt(kindText);
        if (policy.kind(kind).isEmpty()) {
            defects.atField(
                    row,
                    4,
                    "kind " + kind + " is not in the policy's table",
                    "use one of " + new TreeSet<>(policy.kinds().keySet()));
            return Optional.empty();
        }
        OptionalInt decimals = assets.decimals(asset.get());
        if (decimals.isEmpty()) {
            defects.atField(
                    row, 3, "asset " + asset.get() + " is not declared", "declare it in the address registry first");
            return Optional.empty();
        }
        TreeKey key = new TreeKey(asset.get(), kind);
        return Optional.of(columns.computeIfAbsent(key, k -> new ColumnRows(k, decimals.getAsInt())));
    }

    private Optional<AssetId> asset(long row, String text) {
        try {
            AssetId asset = AssetId.parse(text);
            if (asset.toString().equals(text)) {
                return Optional.of(asset);
            }
            defects.atField(row, 3, "not the canonical form of " + asset, "write contracts in lower case");
        } catch (MalformedIdentifierException e) {
            defects.atField(row, 3, "not a CAIP-19 asset", "write it like eip155:1/slip44:60");
        }
        return Optional.empty();
    }

    private Optional<BigInteger> amount(long row, String text) {
        if (!AMOUNT.matcher(text).matches()) {
            defects.atField(row, 5, amountProblem(text), "write whole base units, digits only, like 150000000");
            return Optional.empty();
        }
        BigInteger amount = text.length() <= 18 ? BigInteger.valueOf(Long.parseLong(text)) : new BigInteger(text);
        if (amount.bitLength() > SumNode.MAX_BITS) {
            defects.atField(row, 5, "an amount of 2^127 or more", "check the units");
            return Optional.empty();
        }
        return Optional.of(amount);
    }

    private static String amountProblem(String text) {
        if (text.isEmpty()) {
            return "no amount";
        }
        if (text.matches("-[0-9]+([.,][0-9]+)?")) {
            return "a negative amount; debt is a kind of its own, from " + LiabilitiesPolicy.FIRST_DEBT_KIND;
        }
        if (text.matches("[0-9]+\\.[0-9]+")) {
            return "a fraction of a base unit (over-precise)";
        }
        if (FORMULA_START.indexOf(text.charAt(0)) >= 0) {
            return "begins like a spreadsheet formula";
        }
        if (text.matches("[0-9]{40,}")) {
            return "an amount of 2^127 or more";
        }
        return "not a canonical whole number";
    }

    private boolean matches(long row, int column, Pattern pattern, String text, String problem, String remedy) {
        if (pattern.matcher(text).matches()) {
            return true;
        }
        defects.atField(row, column, problem, remedy);
        return false;
    }

    private void compare(ControlRecord control, long rows) {
        if (control.rows() != rows) {
            defects.at(
                    "control record, rows",
                    control.rows() + " rows declared, " + rows + " found",
                    "export file and control record in one run");
        }
        TreeSet<TreeKey> keys = new TreeSet<>(columns.keySet());
        keys.addAll(control.totals().keySet());
        for (TreeKey key : keys) {
            ColumnRows column = columns.get(key);
            BigInteger found = column == null ? BigInteger.ZERO : column.ledgerTotal();
            BigInteger declared = control.totals().get(key);
            if (!found.equals(declared)) {
                defects.at(
                        "control record, totals, " + key,
                        (declared == null ? "no total" : declared.toString()) + " declared, " + found + " found",
                        "export file and control record in one run");
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the Balances
    private Balances number(ControlRecord control) {
        Integer[] order = accounts.order();
        int[] rank = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
        Arena memory = Arena.ofShared();
        List<BalanceColumn> sorted = columns.values().stream()
                .map(column -> column.sort(rank, defects, memory))
                .toList();
        return new Balances(control, accounts(order, memory), entities, sorted, memory);
    }

    private Accounts accounts(Integer[] order, Arena memory) {
        MemorySegment ends = memory.allocate(ValueLayout.JAVA_LONG, order.length);
        MemorySegment ids = memory.allocate((long) order.length * Accounts.ID_BYTES);
        ByteArrayOutputStream references = new ByteArrayOutputStream();
        for (int i = 0; i < order.length; i++) {
            references.writeBytes(accounts.reference(order[i]).getBytes(StandardCharsets.UTF_8));
            ends.setAtIndex(ValueLayout.JAVA_LONG, i, references.size());
            references.write('\n');
            byte[] id = HexFormat.of().parseHex(accounts.id(order[i]));
            MemorySegment.copy(id, 0, ids, ValueLayout.JAVA_BYTE, (long) i * Accounts.ID_BYTES, id.length);
        }
        MemorySegment text = memory.allocateFrom(ValueLayout.JAVA_BYTE, references.toByteArray());
        return new Accounts(order.length, text, ends, ids);
    }
}
