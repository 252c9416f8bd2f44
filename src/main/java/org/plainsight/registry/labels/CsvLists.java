package org.plainsight.registry.labels;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

/** Lists in CSV. */
final class CsvLists {

    /** The tags of the Open Labels Initiative that name somebody. */
    private static final Set<String> NAMES = Set.of("owner_project", "address_name", "contract_name", "_entity");

    private CsvLists() {}

    private interface Row {
        void read(NamedCsvRecord row, List<PublishedLabel> into);
    }

    static List<PublishedLabel> oli(String text) {
        return each(text, (row, into) -> {
            if (NAMES.contains(row.getField("tag_id"))) {
                ListedAccount.of(row.getField("chain_id"), row.getField("address"))
                        .ifPresent(account -> into.add(new PublishedLabel(
                                account, row.getField("value"), "line " + row.getStartingLineNumber())));
            }
        });
    }

    static List<PublishedLabel> etherscan(String text) {
        return each(
                text,
                (row, into) -> ListedAccount.of("eip155:1", row.getField("Address"))
                        .ifPresent(account -> into.add(new PublishedLabel(
                                account, row.getField("Name Tag"), "line " + row.getStartingLineNumber()))));
    }

    private static List<PublishedLabel> each(String text, Row reader) {
        List<PublishedLabel> labels = new ArrayList<>();
        try (Stream<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text).stream()) {
            rows.limit(LabelListFormat.LABELS_MAX).forEach(row -> reader.read(row, labels));
        } catch (NoSuchElementException e) {
            throw new MalformedLabelListException("a column is missing: " + e.getMessage());
        } catch (CsvParseException | IllegalArgumentException e) {
            throw new MalformedLabelListException("no CSV that can be read: " + e.getMessage());
        } catch (java.io.UncheckedIOException e) {
            throw new MalformedLabelListException("no CSV that can be read: a field is too long");
        }
        return labels;
    }
}
