package org.plainsight.app;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plainsight.app.keys.MakeKeyCommand;
import org.plainsight.app.keys.SignCommand;
import org.plainsight.liabilities.cli.ComplaintCommand;
import org.plainsight.log.witness.cli.WitnessCommand;
import org.plainsight.recheck.cli.MirrorCommand;
import org.plainsight.recheck.cli.ReceiptCommand;
import org.plainsight.recheck.cli.RecheckCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The entry: {@code plainsight [--config FILE]
 * [serve|staff|demo|recheck|mirror|receipt|restore|witness|sign|keys|complaint|corrections|liabilities|lists|ownership|registry] …}.
 */
@QuarkusMain
@Command(
        name = "plainsight",
        description = "A proof-of-reserves and wallet-transparency portal.",
        mixinStandardHelpOptions = true)
public final class Main {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Settings as a properties file; the environment wins over it.")
    private @Nullable Path config;

    Main() {}

    public static void main(String... args) {
        String[] words = args.length == 0 ? new String[] {"serve"} : args;
        int code = commandLine().execute(words);
        // In dev mode this thread returns to Quarkus, which starts us again after an edit.
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(code);
        }
    }

    /** Whether a settings file was named. */
    boolean hasConfig() {
        return config != null;
    }

    /** @throws StartFailure when the settings file cannot be read */
    Settings settings() {
        return Settings.read(Optional.ofNullable(config));
    }

    private static CommandLine commandLine() {
        Main main = new Main();
        CommandLine line = new CommandLine(main)
                .addSubcommand(new ServeCommand(main))
                .addSubcommand(new StaffCommand(main))
                .addSubcommand(new DemoCommand())
                .addSubcommand(new RecheckCommand(Clock.systemUTC()))
                .addSubcommand(new MirrorCommand(Clock.systemUTC()))
                .addSubcommand(new ReceiptCommand())
                .addSubcommand(new WitnessCommand(Clock.systemUTC()))
                .addSubcommand(new SignCommand())
                .addSubcommand(new MakeKeyCommand())
                .addSubcommand(new ComplaintCommand());
        for (String room : RoomCommands.NAMES) {
            line.addSubcommand(room, new RoomCommand(main, room));
        }
        return line.setExecutionExceptionHandler((failure, command, parsed) -> StartReport.tell(failure))
                .setParameterExceptionHandler(StartReport::wrongUse);
    }
}
