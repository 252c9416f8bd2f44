package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.Amount;
import org.plainsight.liabilities.Housekeeper;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.MalformedBalancesException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Singleton
@Command(
        name = "build",
        description = "Checks a balances file, builds its trees and stages a snapshot.",
        mixinStandardHelpOptions = true)
class BuildCommand implements Callable<Integer> {

    private static final int MAX_QUERY_BYTES = 1 << 16;
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final LiabilitiesImport liabilities;
    private final Housekeeper housekeeper;
    private final Clock clock;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "account,id,entity,asset,kind,amount as CSV, plain or gzip, or as Parquet; with --jdbc the SQL"
                            + " query that gives these columns.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path file;

    @Option(names = "--control", description = "The control record; FILE.control.json by default.")
    private @Nullable Path control;

    @Option(names = "--entity", description = "The only legal entity the file may speak of.")
    private @Nullable String entity;

    @Option(
            names = "--jdbc",
            description =
                    "The ledger's database, jdbc:postgresql://…; the password comes from PLAINSIGHT_LEDGER_PASSWORD.")
    private @Nullable String jdbcUrl;

    @Option(names = "--jdbc-user", defaultValue = "", description = "Its user.")
    private String jdbcUser = "";

    @Option(names = "--dry-run", description = "Check and compare with the last published snapshot; stage nothing.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    BuildCommand(LiabilitiesImport liabilities, Housekeeper housekeeper, Clock clock) {
        this.liabilities = liabilities;
        this.housekeeper = housekeeper;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        LiabilitiesImport.Input usual = LiabilitiesImport.Input.of(file);
        LiabilitiesImport.Input input = new LiabilitiesImport.Input(
                source(), control == null ? usual.control() : control, Optional.ofNullable(entity));
        housekeeper.sweep();
        try (ProgressLine progress = new ProgressLine(err, clock)) {
            if (dryRun) {
                print(liabilities.compare(input, progress));
            } else {
                StagedLines.print(spec.commandLine().getOut(), liabilities.stage(input, progress));
            }
            return 0;
        } catch (MalformedBalancesException e) {
            return StagedLines.refused(err, file.toString(), e);
        }
    }

    private LiabilitiesImport.Source source() throws IOException {
        if (jdbcUrl == null) {
            return isParquet(file)
                    ? new LiabilitiesImport.Source.Parquet(file)
                    : new LiabilitiesImport.Source.File(file);
        }
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_QUERY_BYTES) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "there is no file " + file + " with a query of at most " + MAX_QUERY_BYTES + " bytes");
        }
        String password = Objects.requireNonNullElse(System.getenv("PLAINSIGHT_LEDGER_PASSWORD"), "");
        return new LiabilitiesImport.Source.Query(jdbcUrl, jdbcUser, password, Files.readString(file));
    }

    private static boolean isParquet(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
        }
    }

    private void print(LiabilitiesImport.Comparison comparison) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("the file is sound; nothing was staged");
        out.println("accounts  " + comparison.accountsBefore() + " -> " + comparison.accounts());
        for (LiabilitiesImport.Change change : comparison.totals()) {
            out.println("  " + change.asset() + " kind " + change.kind() + "  "
                    + new Amount(change.before()).display(change.decimals()) + " -> "
                    + new Amount(change.now()).display(change.decimals()));
            comparison.moves().stream()
                    .filter(move -> move.asset().equals(change.asset()) && move.kind() == change.kind())
                    .forEach(move -> out.println("    moved most: " + move.account() + "  "
                            + new Amount(move.before()).display(move.decimals()) + " -> "
                            + new Amount(move.now()).display(move.decimals())));
        }
        out.flush();
    }
}
