package org.plainsight.chain.bitcoin.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plainsight bitcoin snapshot}. */
@Dependent
@Command(
        name = "snapshot",
        description = "UTXO snapshots as bitcoin-cli dumptxoutset writes them.",
        mixinStandardHelpOptions = true,
        subcommands = {VerifySnapshot.class, ImportSnapshot.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class SnapshotCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    SnapshotCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
