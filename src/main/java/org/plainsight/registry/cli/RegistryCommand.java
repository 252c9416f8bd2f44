package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plainsight registry}. */
@Dependent
@Command(
        name = "registry",
        description = "Check and import the declared addresses.",
        mixinStandardHelpOptions = true,
        subcommands = {ValidateRegistry.class, ImportRegistry.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class RegistryCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    RegistryCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
