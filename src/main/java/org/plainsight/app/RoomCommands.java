package org.plainsight.app;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs the command lines of the rooms inside the application. A room's command is a bean that is a
 * {@code Callable<Integer>} and carries picocli's {@code @Command} with its name, or a subcommand of such a bean.
 */
final class RoomCommands implements QuarkusApplication {
    static final List<String> NAMES =
            List.of("bitcoin", "corrections", "keys", "liabilities", "lists", "ownership", "registry", "restore");

    private final Instance<Callable<Integer>> commands;

    RoomCommands(@Any Instance<Callable<Integer>> commands) {
        this.commands = commands;
    }

    @Override
    public int run(String... words) {
        String room = words[0];
        for (Instance.Handle<Callable<Integer>> handle : commands.handles()) {
            Command command = handle.getBean().getBeanClass().getAnnotation(Command.class);
            if (command != null && command.name().equals(room)) {
                return line(handle.get())
                        .execute(List.of(words).subList(1, words.length).toArray(String[]::new));
            }
        }
        throw new StartFailure("this build has no command '" + room + "'");
    }

    private CommandLine line(Callable<Integer> command) {
        return new CommandLine(command, this::create)
                .setExecutionExceptionHandler((failure, line, parsed) -> StartReport.tell(failure))
                .setParameterExceptionHandler(StartReport::wrongUse);
    }

    /** Subcommands are beans too, so that they are given what they need. */
    @SuppressWarnings("unchecked") // picocli asks for a class; whether a bean of it exists is only known at run time
    private <K> K create(Class<K> type) throws Exception {
        if (Callable.class.isAssignableFrom(type)) {
            Instance<? extends Callable<Integer>> beans = commands.select((Class<? extends Callable<Integer>>) type);
            if (beans.isResolvable()) {
                return type.cast(beans.get());
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
