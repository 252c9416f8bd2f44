package org.plainsight.liabilities.store;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.balances.BalancesReader;

/**
 * A balances file in Apache Parquet as the CSV of the same rows, so that both are judged by one reader and the same rows
 * are the same content. Texts are UTF-8; kind and amount may be texts, whole numbers or decimals. What is no whole number
 * by its type (floating point, dates) is refused by its column; a null becomes an empty field, which the reader refuses by
 * row and column.
 */
final class ParquetBalances {

    /** How long no row may come before a file counts as damaged. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private ParquetBalances() {}

    /** @throws MalformedBalancesException where the file is damaged, or its columns are not those of a balances file */
    static void copy(Path from, OutputStream out, Duration patience) throws IOException {
        try (ParquetFileReader file = open(from)) {
            List<Field> fields = fields(from, file);
            long rows = copy(from, file, fields, new CsvOutput(out), patience);
            if (rows != file.getFileMetaData().numRows()) {
                throw damaged(from, rows + " of " + file.getFileMetaData().numRows() + " rows could be read");
            }
        } catch (MalformedBalancesException e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(from, String.valueOf(e.getMessage()));
        }
    }

    private static ParquetFileReader open(Path from) {
        try {
            return ParquetFileReader.open(InputFile.of(from));
        } catch (IOException e) {
            throw damaged(from, String.valueOf(e.getMessage()));
        }
    }

    private static MalformedBalancesException damaged(Path from, String found) {
        return BalancesCopy.refused("the Parquet file " + from + " cannot be read: " + found, "write it again");
    }

    private static long copy(Path from, ParquetFileReader file, List<Field> fields, CsvOutput csv, Duration patience)
            throws IOException {
        for (String column : BalancesReader.COLUMNS) {
            csv.field(column);
        }
        csv.endRow();
        try (StallWatch watch = new StallWatch(patience);
                RowReader rows = file.rowReader()) {
            for (; rows.hasNext(); watch.moved()) {
                rows.next();
                for (Field field : fields) {
                    if (rows.isNull(field.index())) {
                        csv.field("");
                    } else {
                        field.kind().write(rows, field.index(), csv);
                    }
                }
                csv.endRow();
            }
            if (watch.stalled()) {
                throw damaged(from, "no row came for " + patience.toSeconds() + " s");
            }
            return watch.moves();
        }
    }

    private record Field(int index, Kind kind) {}

    /** How a column's values become text. */
    private enum Kind {
        TEXT {
            @Override
            void write(RowReader rows, int index, CsvOutput csv) throws IOException {
                csv.field(rows.getBinary(index));
            }
        },
        INT {
            @Override
            void write(RowReader rows, int index, CsvOutput csv) throws IOException {
                csv.field(Integer.toString(rows.getInt(index)));
            }
        },
        LONG {
            @Override
            void write(RowReader rows, int index, CsvOutput csv) throws IOException {
                csv.field(Long.toString(rows.getLong(index)));
            }
        },
        DECIMAL {
            @Override
            void write(RowReader rows, int index, CsvOutput csv) throws IOException {
                csv.field(rows.getDecimal(index).toPlainString());
            }
        };

        abstract void write(RowReader rows, int index, CsvOutput csv) throws IOException;

        /** Empty for a type that holds neither text nor an exact number. */
        static Optional<Kind> of(ColumnSchema column) {
            if (column.logicalType() instanceof LogicalType.DecimalType) {
                return Optional.of(DECIMAL);
            }
            boolean plain = column.logicalType() == null
                    || column.logicalType() instanceof LogicalType.StringType
                    || (column.logicalType() instanceof LogicalType.IntType number && number.isSigned());
            return switch (column.type()) {
                case BYTE_ARRAY -> plain ? Optional.of(TEXT) : Optional.empty();
                case INT32 -> plain ? Optional.of(INT) : Optional.empty();
                case INT64 -> plain ? Optional.of(LONG) : Optional.empty();
                default -> Optional.empty();
            };
        }
    }

    private static List<Field> fields(Path from, ParquetFileReader file) {
        List<String> names = file.getFileSchema().getColumns().stream()
                .map(column -> column.fieldPath().toString())
                .toList();
        if (names.size() != BalancesReader.COLUMNS.size() || !names.containsAll(BalancesReader.COLUMNS)) {
            throw BalancesCopy.refused(
                    "the columns of " + from + " are " + String.join(",", names),
                    "write exactly " + String.join(",", BalancesReader.COLUMNS));
        }
        List<Field> fields = new ArrayList<>();
        for (String name : BalancesReader.COLUMNS) {
            ColumnSchema column = file.getFileSchema().getColumn(name);
            boolean number = name.equals("kind") || name.equals("amount");
            Kind kind = Kind.of(column)
                    .filter(k -> number || k == Kind.TEXT)
                    .orElseThrow(() -> BalancesCopy.refused(
                            "column " + name + " of " + from + " is " + described(column),
                            number
                                    ? "write a whole number: INT32, INT64, DECIMAL of scale 0, or text"
                                    : "write text (BYTE_ARRAY in UTF-8)"));
            fields.add(new Field(column.columnIndex(), kind));
        }
        return fields;
    }

    private static String described(ColumnSchema column) {
        PhysicalType type = column.type();
        return column.logicalType() == null ? type.toString() : type + " as " + column.logicalType();
    }
}
