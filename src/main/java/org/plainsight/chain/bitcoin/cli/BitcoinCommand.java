package org.plainsight.chain.bitcoin.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plainsight bitcoin}. */
@Dependent
@Command(
        name = "bitcoin",
        description = "What can be done with the followed Bitcoin chain.",
        mixinStandardHelpOptions = true,
        subcommands = SnapshotCommand.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class BitcoinCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    BitcoinCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
