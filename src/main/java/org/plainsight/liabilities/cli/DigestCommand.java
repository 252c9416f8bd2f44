package org.plainsight.liabilities.cli;

import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Singleton
@Command(
        name = "digest",
        description = "Prints the ID digest that stands for a customer in a balances file.",
        mixinStandardHelpOptions = true)
class DigestCommand implements Callable<Integer> {

    @Mixin
    private final IdentityOptions customer = new IdentityOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(customer.identity().digest());
        out.flush();
        return 0;
    }
}
