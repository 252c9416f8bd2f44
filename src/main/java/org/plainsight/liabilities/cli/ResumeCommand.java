package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plainsight.liabilities.LiabilitiesImport;
import org.plainsight.liabilities.MalformedBalancesException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Singleton
@Command(
        name = "resume",
        description =
                "Goes on with an import that was cut off after its input had been taken, without asking for it again.",
        mixinStandardHelpOptions = true)
class ResumeCommand implements Callable<Integer> {

    private final LiabilitiesImport liabilities;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    ResumeCommand(LiabilitiesImport liabilities, Clock clock) {
        this.liabilities = liabilities;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<LiabilitiesImport.Staged> staged;
        try (ProgressLine progress = new ProgressLine(err, clock)) {
            staged = liabilities.resume(progress);
        } catch (MalformedBalancesException e) {
            return StagedLines.refused(err, "what had been taken", e);
        }
        if (staged.isEmpty()) {
            err.println(
                    "plainsight: no import was cut off after its input had been taken; build it from the beginning");
            err.flush();
            return LiabilitiesCommand.FAILED;
        }
        StagedLines.print(spec.commandLine().getOut(), staged.get());
        return 0;
    }
}
