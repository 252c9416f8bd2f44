package org.plainsight.foreignlist;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
    /** A hyphen, as spreadsheets change it too. */
    private static final Set<String> ABSENT = Set.of("", "-", "\u2013", "\u2014");

    private static final Pattern PLAIN =
            Pattern.compile("([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,2})?");
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(,[0-9]{3}){1,12}(\\.[0-9]{0,40})?");

    private final List<HeaderTotal> totals = new ArrayList<>();
    private final List<ListedRow> rows = new ArrayList<>();
    private final Set<String> labels = new HashSet<>();
    private Optional<ListColumns> columns = Optional.empty();

    private ForeignListReader() {}

    /** @throws MalformedForeignListException when the file is of another kind, broken or too large */
    public static PublishedList read(byte[] file) {
        if (file.length > BYTES_MAX) {
            throw new MalformedForeignListException(
                    "the file has " + file.length + " bytes, at most " + BYTES_MAX + " are read; split it");
        }
        ForeignListReader reader = new ForeignListReader();
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(FIELDS_MAX)
                .maxFieldSize(FIELD_LENGTH_MAX)
                .maxRecordSize(FIELDS_MAX * FIELD_LENGTH_MAX)
                .build();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .trimWhitespacesAroundQuotes(true)
                .build(
                        handler,
                        new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8.newDecoder()))) {
            reader.records(csv.iterator());
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw broken(e, reader);
        }
        reader.requireText(file);
        return reader.result();
    }

    /** No NUL; and the CSV reader takes an open quote at the end of a file for closed, and with it all rows that it swallowed. */
    private void requireText(byte[] file) {
        int quotes = 0;
        for (byte b : file) {
            quotes += b == '"' ? 1 : 0;
            if (b == 0) {
                throw new MalformedForeignListException("the file holds NUL characters; it is no text");
            }
        }
        if (quotes % 2 != 0) {
            throw new MalformedForeignListException(
                    "row " + lastLine() + " or before: a quote is not closed; close or remove it");
        }
    }

    private static MalformedForeignListException broken(Exception e, ForeignListReader reader) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new MalformedForeignListException("the file is not UTF-8; save it as UTF-8");
            }
        }
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
        boolean first = true;
        while (records.hasNext()) {
            CsvRecord csv = records.next();
            List<String> cells = first ? withoutByteOrderMark(csv.getFields()) : csv.getFields();
            first = false;
            if (cells.stream().allMatch(String::isBlank)) {
                continue;
            }
            record(csv.getStartingLineNumber(), cells);
        }
    }

    private static List<String> withoutByteOrderMark(List<String> cells) {
        List<String> copy = new ArrayList<>(cells);
        if (copy.getFirst().startsWith("\ufeff")) {
            copy.set(0, copy.getFirst().substring(1));
        }
        return copy;
    }

    private void record(long line, List<String> cells) {
        if (ListColumns.isHeading(cells)) {
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

    private static HeaderTotal total(ListColumns columns, long line, List<String> cells) {
        return new HeaderTotal(
                line,
                required(columns, line, cells, Role.COIN),
                dash(columns.cell(cells, Role.HEIGHT)),
                figure(columns, line, cells));
    }

    private static ListedRow row(ListColumns columns, long line, List<String> cells) {
        return new ListedRow(
                line,
                required(columns, line, cells, Role.COIN),
                columns.cell(cells, Role.NETWORK).strip(),
                required(columns, line, cells, Role.ADDRESS),
                dash(columns.cell(cells, Role.HEIGHT)),
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

    private static Optional<BigDecimal> figure(ListColumns columns, long line, List<String> cells) {
        String text = columns.cell(cells, Role.BALANCE).replace('\u00a0', ' ').strip();
        if (ABSENT.contains(text)) {
            return Optional.empty();
        }
        String plain = GROUPED.matcher(text).matches() ? text.replace(",", "") : text;
        if (!PLAIN.matcher(plain).matches()) {
            throw MalformedForeignListException.at(
                    line,
                    columns.name(Role.BALANCE),
                    "'" + text + "' is no figure; write digits with a decimal point, or - in an owner row");
        }
        BigDecimal figure = new BigDecimal(plain);
        return Optional.of(figure.scale() < 0 ? figure.setScale(0) : figure);
    }
}
