package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plainsight ownership}. */
@Dependent
@Command(
        name = "ownership",
        description = "Make challenges, check what was signed, and list a wallet's addresses.",
        mixinStandardHelpOptions = true,
        subcommands = {MakeChallenge.class, SubmitProof.class, ListDescriptor.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class OwnershipCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    OwnershipCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
