package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Singleton
@Command(
        name = "liabilities",
        description = "What customers are owed: snapshots, proofs and their verification.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BuildCommand.class,
            ResumeCommand.class,
            AdoptCommand.class,
            ListCommand.class,
            LinksCommand.class,
            DigestCommand.class,
            VerifyCommand.class
        })
class LiabilitiesCommand implements Callable<Integer> {

    /** Exit code for a question answered with no, or work that failed. */
    static final int FAILED = 1;
    /** Exit code for input or words that were refused. */
    static final int REFUSED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        line.usage(line.getErr());
        return REFUSED;
    }
}
