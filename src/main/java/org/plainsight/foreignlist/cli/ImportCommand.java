package org.plainsight.foreignlist.cli;

import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.foreignlist.ForeignList;
import org.plainsight.foreignlist.ForeignListReader;
import org.plainsight.foreignlist.ForeignLists;
import org.plainsight.foreignlist.ListImport;
import org.plainsight.foreignlist.MalformedForeignListException;
import org.plainsight.foreignlist.RowOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports files one by one; each is kept whole or not at all, and those before a refused one stay. */
@Dependent
@Command(
        name = "import",
        description = "Import lists: check every signature and keep the findings. The same file twice is no change.",
        mixinStandardHelpOptions = true)
public class ImportCommand implements Callable<Integer> {

    private static final int REFUSED = 2;

    private final ListImport imports;
    private final PrintStream out;
    private final PrintStream err;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV files as HTX and OKX publish them.")
    private List<Path> files = List.of();

    @Option(names = "--publisher", paramLabel = "NAME", description = "Who published them, if the name does not tell.")
    private @Nullable String publisher;

    public ImportCommand(ListImport imports) {
        this.imports = imports;
        this.out = System.out;
        this.err = System.err;
    }

    @Override
    public Integer call() {
        int refused = 0;
        for (Path file : files) {
            try {
                ForeignLists.Addition addition =
                        imports.add(file.getFileName().toString(), bytes(file), Optional.ofNullable(publisher));
                out.println(line(file, addition));
            } catch (MalformedForeignListException e) {
                err.println("plainsight: " + file + ": " + e.getMessage());
                refused++;
            }
        }
        return refused == 0 ? 0 : REFUSED;
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > ForeignListReader.BYTES_MAX) {
                throw new MalformedForeignListException(
                        "the file has more than " + ForeignListReader.BYTES_MAX + " bytes; split it");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new MalformedForeignListException("the file cannot be read (" + e + "); check its name and rights");
        }
    }

    private static String line(Path file, ForeignLists.Addition addition) {
        ForeignList list = addition.list();
        if (!addition.isNew()) {
            return file + ": already imported as list " + list.id() + " of " + list.publisher();
        }
        return "%s: list %d of %s, %s; %d rows: %d signed, %d by named owners, %d unsigned, %d not checked, %d invalid"
                .formatted(
                        file,
                        list.id(),
                        list.publisher(),
                        list.publishedOn().map(Object::toString).orElse("undated"),
                        list.rows(),
                        list.count(RowOutcome.SIGNED),
                        list.count(RowOutcome.OWNERS_SIGNED),
                        list.count(RowOutcome.UNSIGNED),
                        list.count(RowOutcome.NOT_CHECKED),
                        list.count(RowOutcome.INVALID));
    }
}
