package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.asset.Amount;
import org.plainsight.liabilities.Defect;
import org.plainsight.liabilities.Housekeeper;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.MalformedBalancesException;
import org.plainsight.liabilities.Snapshot;
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

    private final LiabilitiesImport liabilities;
    private final Housekeeper housekeeper;
    private final Clock clock;

    @Parameters(paramLabel = "FILE", description = "CSV with account,id,entity,asset,kind,amount.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path file;

    @Option(names = "--control", description = "The control record; FILE.control.json by default.")
    private @Nullable Path control;

    @Option(names = "--entity", description = "The only legal entity the file may speak of.")
    private @Nullable String entity;

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
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        LiabilitiesImport.Input usual = LiabilitiesImport.Input.of(file);
        LiabilitiesImport.Input input = new LiabilitiesImport.Input(
                file, control == null ? usual.control() : control, Optional.ofNullable(entity));
        housekeeper.sweep();
        try (ProgressLine progress = new ProgressLine(err, clock)) {
            if (dryRun) {
                print(liabilities.compare(input, progress));
            } else {
                print(liabilities.stage(input, progress));
            }
            return 0;
        } catch (MalformedBalancesException e) {
            err.println("plainsight: refused, nothing was kept of " + file + ":");
            for (Defect defect : e.defects()) {
                err.println("  " + defect);
            }
            err.flush();
            return LiabilitiesCommand.REFUSED;
        }
    }

    private void print(LiabilitiesImport.Staged staged) {
        PrintWriter out = spec.commandLine().getOut();
        Snapshot snapshot = staged.snapshot();
        out.println(
                staged.already()
                        ? "snapshot " + snapshot.id() + " had been staged from the same file and control record before"
                        : "snapshot " + snapshot.id() + " is staged");
        out.println("cut-off " + snapshot.cutOff() + ", " + snapshot.accounts() + " accounts, root "
                + snapshot.assetsRoot());
        for (Snapshot.Tree tree : snapshot.trees()) {
            out.println("  " + tree.asset() + " kind " + tree.kind() + "  "
                    + tree.total().display(tree.decimals()) + "  in " + tree.leaves() + " leaves");
        }
        out.flush();
    }

    private void print(LiabilitiesImport.Comparison comparison) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("the file is sound; nothing was staged");
        out.println("accounts  " + comparison.accountsBefore() + " -> " + comparison.accounts());
        for (LiabilitiesImport.Change change : comparison.totals()) {
            out.println("  " + change.asset() + " kind " + change.kind() + "  "
                    + new Amount(change.before()).display(change.decimals()) + " -> "
                    + new Amount(change.now()).display(change.decimals()));
        }
        out.flush();
    }
}
