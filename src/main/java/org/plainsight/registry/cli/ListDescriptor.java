package org.plainsight.registry.cli;

import jakarta.enterprise.context.Dependent;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.plainsight.asset.ChainId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.ownership.bitcoin.descriptor.MalformedDescriptorException;
import org.plainsight.ownership.bitcoin.descriptor.OutputDescriptor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight ownership descriptor TEXT}. */
@Dependent
@Command(
        name = "descriptor",
        description = "List the addresses of an output descriptor (BIP-380 to 386); private keys are refused.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
class ListDescriptor implements Callable<Integer> {

    private static final int COUNT_MAX = 1_000_000;

    @Parameters(paramLabel = "TEXT", description = "The descriptor, with its checksum or without.")
    String text;

    @Option(
            names = "--chain",
            paramLabel = "CAIP-2",
            defaultValue = "bip122:000000000019d6689c085ae165831e93",
            description = "The chain; Bitcoin's main network by default.")
    String chain;

    @Option(names = "--from", paramLabel = "N", defaultValue = "0", description = "The first index of a range.")
    int from;

    @Option(names = "--count", paramLabel = "N", defaultValue = "20", description = "How many indices of a range.")
    int count;

    @Spec
    CommandSpec spec;

    ListDescriptor() {}

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if (from < 0 || count < 1 || count > COUNT_MAX || from > Integer.MAX_VALUE - count) {
            err.println("--from is at least 0, --count 1 to " + COUNT_MAX);
            return CommandLine.ExitCode.USAGE;
        }
        try {
            OutputDescriptor descriptor = OutputDescriptor.parse(ChainId.parse(chain), text);
            PrintWriter out = spec.commandLine().getOut();
            out.println("# " + descriptor
                    + descriptor
                            .quorum()
                            .map(q -> "  (" + q + " by its script)")
                            .orElse(""));
            int last = descriptor.isRanged() ? from + count : from + 1;
            for (int index = from; index < last; index++) {
                descriptor.accounts(index).forEach(out::println);
            }
            return CommandLine.ExitCode.OK;
        } catch (MalformedDescriptorException | MalformedIdentifierException e) {
            err.println("plainsight: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }
}
