package org.plainsight.foreignlist;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.plainsight.foreignlist.ListColumns.Role;

/**
 * Reads the lists that exchanges publish: CSV in UTF-8 (a byte-order mark is allowed) with a section of totals per coin
 * and a section of addresses, each under its own heading; the first may be missing. All of a file or an exception.
 */
public final class ForeignListReader {

    public static final int BYTES_MAX = 32 * 1024 * 1024;
    public static final int ROWS_MAX = 200_000;
    private static final int LABELS_MAX = 1_000;
    private static final int FIELDS_MAX = 40;
    private static final int FIELD_LENGTH_MAX = 8_192;
    private static final Pattern PLAIN =
            Pattern.compile("([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,2})?");
    /** As 1.234,56 or 12,5; 1,234 could be either and does not fit. */
    private static final Pattern COMMA_DECIMALS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{3}){1,12},[0-9]{0,40}|[0-9]{1,40},(?![0-9]{3}$)[0-9]{1,40}");

    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(,[0-9]{3}){1,12}(\\.[0-9]{0,40})?");

    private final List<HeaderTotal> totals = new ArrayList<>();
    private final List<ListedRow> rows = new ArrayList<>();
    private final Set<String> labels = new HashSet<>();
    private Optional<ListColumns> columns = Optional.empty();

    /** Whether commas stand before decimals, as spreadsheets write that separate cells by semicolons. */
    private final boolean commaDecimals;

    private ForeignListReader(boolean commaDecimals) {
        this.commaDecimals = commaDecimals;
    }

    /** @throws MalformedForeignListException when the file is of another kind, broken or too large */
    public static PublishedList read(byte[] file) {
        if (file.length > BYTES_MAX) {
            throw new MalformedForeignListException(
                    "the file has " + file.length + " bytes, at most " + BYTES_MAX + " are read; split it");
        }
        String text = ListText.of(file);
        char separator = ListText.separator(text);
        ForeignListReader reader = new ForeignListReader(separator == ';');
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(FIELDS_MAX)
                .maxFieldSize(FIELD_LENGTH_MAX)
                .maxRecordSize(FIELDS_MAX * FIELD_LENGTH_MAX)
                .build();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .trimWhitespacesAroundQuotes(true)
                .build(handler, text)) {
            reader.records(csv.iterator());
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw broken(e, reader);
        }
        reader.requireClosedQuotes(text);
        return reader.result();
    }

    /** The CSV reader takes an open quote at the end of a file for closed, and with it all rows that it swallowed. */
    private void requireClosedQuotes(String text) {
        if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw new MalformedForeignListException(
                    "row " + lastLine() + " or before: a quote is not closed; close or remove it");
        }
    }

    private static MalformedForeignListException broken(Exception e, ForeignListReader reader) {
        return new MalformedForeignListException("after row " + reader.lastLine() + ": not CSV with at most "
                + FIELDS_MAX + " fields of " + FIELD_LENGTH_MAX + " characters; check its quotes (" + e.getMessage()
                + ")");
    }

    private long lastLine() {
        long totalsEnd = totals.isEmpty() ? 0 : totals.getLast().line();
        return rows.isEmpty() ? totalsEnd : rows.getLast().line();
    }

    private PublishedList result() {
        if (rows.isEmpty()) {
            throw new MalformedForeignListException("the file lists no address; its section of addresses begins with a"
                    + " heading like coin,address,snapshot height,balance,message,signature");
        }
        return new PublishedList(totals, rows);
    }

    private void records(Iterator<CsvRecord> records) {
        while (records.hasNext()) {
            CsvRecord csv = records.next();
            List<String> cells = csv.getFields();
            if (!cells.stream().allMatch(String::isBlank) && !isTitle(cells)) {
                record(csv.getStartingLineNumber(), cells);
            }
        }
    }

    /** Words above the first heading, in one cell. */
    private boolean isTitle(List<String> cells) {
        return columns.isEmpty()
                && cells.size() > 1
                && cells.stream().filter(cell -> !cell.isBlank()).count() == 1;
    }

    private void record(long line, List<String> cells) {
        if (ListColumns.isHeading(cells)) {
            if (columns.isPresent() && columns.get().isSame(cells)) {
                return;
            }
            if (columns.isPresent() && columns.get().isDetail()) {
                throw MalformedForeignListException.at(
                        line, cells.getFirst().strip(), "a third heading; a list has totals, then addresses");
            }
            columns = Optional.of(ListColumns.of(line, cells));
            return;
        }
        ListColumns here = columns.orElseThrow(() -> MalformedForeignListException.at(
                line, "1", "no heading; the first row must be like coin,snapshot height,balance"));
        for (int i = here.count(); i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                throw MalformedForeignListException.at(
                        line, String.valueOf(i + 1), "the heading has " + here.count() + " columns; quote commas");
            }
        }
        if (totals.size() + rows.size() >= ROWS_MAX) {
            throw MalformedForeignListException.at(line, "1", "more than " + ROWS_MAX + " rows; split the file");
        }
        if (labels.add(here.cell(cells, Role.COIN).strip()) && labels.size() > LABELS_MAX) {
            throw MalformedForeignListException.at(
                    line, here.name(Role.COIN), "more than " + LABELS_MAX + " different coins; this is no such list");
        }
        if (here.isDetail()) {
            rows.add(row(here, line, cells));
        } else {
            totals.add(total(here, line, cells));
        }
    }

    private HeaderTotal total(ListColumns columns, long line, List<String> cells) {
        return new HeaderTotal(
                line,
                required(columns, line, cells, Role.COIN),
                dash(columns.cell(cells, Role.HEIGHT)),
                figure(columns, line, cells));
    }

    private ListedRow row(ListColumns columns, long line, List<String> cells) {
        return new ListedRow(
                line,
                required(columns, line, cells, Role.COIN),
                columns.cell(cells, Role.NETWORK).strip(),
                required(columns, line, cells, Role.ADDRESS),
                columns.has(Role.BALANCE) ? dash(columns.cell(cells, Role.HEIGHT)) : "",
                figure(columns, line, cells),
                columns.cell(cells, Role.MESSAGE),
                columns.given(cells, Role.SIGNATURE, Role.SIGNATURE_2),
                String.join("", columns.given(cells, Role.SCRIPT)),
                columns.given(cells, Role.OWNER, Role.OWNER_2));
    }

    private static String required(ListColumns columns, long line, List<String> cells, Role role) {
        String cell = columns.cell(cells, role).strip();
        if (cell.isEmpty()) {
            throw MalformedForeignListException.at(line, columns.name(role), "is empty; every row needs one");
        }
        if (cell.chars().anyMatch(Character::isISOControl)) {
            throw MalformedForeignListException.at(line, columns.name(role), "has control characters; remove them");
        }
        return cell;
    }

    private static String dash(String cell) {
        return cell.isBlank() ? "-" : cell.strip();
    }

    private Optional<BigDecimal> figure(ListColumns columns, long line, List<String> cells) {
        String text = columns.cell(cells, Role.BALANCE).replace('\u00a0', ' ').strip();
        if (ListColumns.isAbsent(text)) {
            return Optional.empty();
        }
        String plain = plain(text);
        if (!PLAIN.matcher(plain).matches()) {
            throw MalformedForeignListException.at(
                    line,
                    columns.name(Role.BALANCE),
                    "'" + text + "' is no figure; write digits with a decimal point, or - in an owner row");
        }
        BigDecimal figure = new BigDecimal(plain);
        return Optional.of(figure.scale() < 0 ? figure.setScale(0) : figure);
    }

    /** Without what groups digits. Where commas may be decimals, one that could be either is left as it is, and refused. */
    private String plain(String text) {
        if (!commaDecimals) {
            return GROUPED.matcher(text).matches() ? text.replace(",", "") : text;
        }
        if (COMMA_DECIMALS.matcher(text).matches()) {
            return text.replace(".", "").replace(',', '.');
        }
        return text;
    }
}
