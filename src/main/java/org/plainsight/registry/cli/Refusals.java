package org.plainsight.registry.cli;

import java.io.IOException;
import java.util.Objects;
import org.plainsight.registry.MalformedRegistryException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** Bad files end a command with exit code 2 and every error on a line of its own. */
final class Refusals {

    interface Work {
        void run() throws IOException;
    }

    private Refusals() {}

    static int told(CommandSpec spec, Work work) {
        try {
            work.run();
            return ExitCode.OK;
        } catch (MalformedRegistryException e) {
            e.findings().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().println(e.findings().size() + " error(s); nothing was changed");
            return ExitCode.USAGE;
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("cannot read: " + Objects.requireNonNullElse(e.getMessage(), "")
                            + "; name the folder of declarations");
            return ExitCode.USAGE;
        }
    }
}
