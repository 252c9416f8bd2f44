package org.plainsight.liabilities.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.CustomerIdentity;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs at the exchange: what it reads is personal, what it writes is not. */
@Singleton
@Command(
        name = "digest",
        description = "Makes the ID digests that stand for customers in a balances file: of one, or of a whole CSV.",
        mixinStandardHelpOptions = true)
class DigestCommand implements Callable<Integer> {

    private static final List<String> COLUMNS = List.of("account", "uid", "email", "phrase");
    private static final int PROGRESS_ROWS = 20_000;

    private final Clock clock;

    @Option(names = "--uid", description = "The customer number, for one digest.")
    private @Nullable String uid;

    @Option(names = "--email", description = "The e-mail of the account at the cut-off.")
    private @Nullable String email;

    @Option(names = "--phrase", defaultValue = "", description = "The phrase, where the customer made one.")
    private String phrase = "";

    @Option(names = "--csv", description = "A CSV with account,uid,email,phrase.")
    private @Nullable Path csv;

    @Option(names = "--out", description = "Where to write account,id for all rows of the CSV.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    DigestCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (csv != null && out != null && uid == null && email == null) {
            return many(csv, out);
        }
        if (csv == null && out == null && uid != null && email != null) {
            print(new CustomerIdentity(uid, email, phrase).digest().toString());
            return 0;
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(), "name either --uid and --email, or --csv and --out");
    }

    /** The output appears whole or not at all. */
    private int many(Path from, Path to) throws IOException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        long rows = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(from);
                CsvWriter writer = CsvWriter.builder().build(part);
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), clock)) {
            writer.writeRecord("account", "id");
            for (CsvRecord row : reader) {
                if (rows++ == 0) {
                    if (!row.getFields().equals(COLUMNS)) {
                        return refuse(part, "row 1: write the header " + String.join(",", COLUMNS));
                    }
                    continue;
                }
                if (row.getFieldCount() != COLUMNS.size()
                        || row.getField(0).isEmpty()
                        || row.getField(1).isEmpty()) {
                    return refuse(
                            part,
                            "row " + row.getStartingLineNumber()
                                    + ": write account,uid,email,phrase; account and uid are needed");
                }
                CustomerIdentity identity = new CustomerIdentity(row.getField(1), row.getField(2), row.getField(3));
                writer.writeRecord(row.getField(0), identity.digest().toString());
                if (rows % PROGRESS_ROWS == 0) {
                    progress.at("digests", rows, 0);
                }
            }
        } catch (CsvParseException | IllegalArgumentException e) {
            return refuse(
                    part, "row " + (rows + 1) + " cannot be read; write UTF-8, and quote fields that hold a comma");
        }
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        print(Math.max(0, rows - 1) + " digests written to " + to);
        return 0;
    }

    private void print(String words) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(words);
        writer.flush();
    }

    private int refuse(Path part, String why) throws IOException {
        Files.deleteIfExists(part);
        PrintWriter err = spec.commandLine().getErr();
        err.println("plainsight: refused, nothing was written: " + why);
        err.flush();
        return LiabilitiesCommand.REFUSED;
    }
}
