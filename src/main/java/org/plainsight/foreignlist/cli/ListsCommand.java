package org.plainsight.foreignlist.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plainsight lists …}. */
@Dependent
@Command(
        name = "lists",
        description = "Address lists that other exchanges publish.",
        mixinStandardHelpOptions = true,
        subcommands = ImportCommand.class)
public class ListsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        throw new ParameterException(spec.commandLine(), "say what to do: lists import FILE…");
    }
}
