package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.plainsight.liabilities.Housekeeper;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.MalformedBalancesException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Singleton
@Command(
        name = "adopt",
        description = "Stages a directory that was built elsewhere, once its copy agrees with its input in everything.",
        mixinStandardHelpOptions = true)
class AdoptCommand implements Callable<Integer> {

    private final LiabilitiesImport liabilities;
    private final Housekeeper housekeeper;
    private final Clock clock;

    @Parameters(paramLabel = "DIR", description = "What ./plainsight spark wrote; it stays as it is.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path directory;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    AdoptCommand(LiabilitiesImport liabilities, Housekeeper housekeeper, Clock clock) {
        this.liabilities = liabilities;
        this.housekeeper = housekeeper;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        housekeeper.sweep();
        try (ProgressLine progress = new ProgressLine(err, clock)) {
            StagedLines.print(spec.commandLine().getOut(), liabilities.adopt(directory, progress));
            return 0;
        } catch (MalformedBalancesException e) {
            return StagedLines.refused(err, directory.toString(), e);
        }
    }
}
