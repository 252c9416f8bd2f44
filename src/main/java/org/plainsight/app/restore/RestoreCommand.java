package org.plainsight.app.restore;

import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.recheck.Outcome;
import org.plainsight.recheck.Report;
import org.plainsight.recheck.rpc.FileSite;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight restore <dir>}: a portal out of a mirror, with the same log. */
@Dependent
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Rebuild an empty portal from a folder made by mirror: the same log, pages and feed.",
        footer = {
            "",
            "Put the log's key back before you start the portal; it signs on from where the mirror ends.",
            "Exit code: 0 restored, 1 not restored."
        })
public class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The mirror")
    private @Nullable Path folder;

    @Option(names = "--log-key", paramLabel = "KEY", description = "The log's key as you know it from elsewhere")
    private @Nullable String key;

    @Spec
    private @Nullable CommandSpec spec;

    private final Restore restore;

    RestoreCommand(Restore restore) {
        this.restore = restore;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        Report report = new Report(finding -> {
            if (finding.outcome() != Outcome.AGREES) {
                line.getErr().println(finding.subject() + ": " + finding.detail());
            }
        });
        Optional<String> problem = restore.run(
                new FileSite(Objects.requireNonNull(folder, "picocli requires it")), Optional.ofNullable(key), report);
        if (problem.isPresent()) {
            line.getErr().println("plainsight: " + problem.get());
            return 1;
        }
        line.getOut().println("restored; put the log's key back, then start the portal");
        return 0;
    }
}
