package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plainsight corrections}. */
@Dependent
@Command(
        name = "corrections",
        description = "Look through others' label lists, and write what they are asked to correct.",
        mixinStandardHelpOptions = true,
        subcommands = {ExportCorrections.class, WatchLabels.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class CorrectionsCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    CorrectionsCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
