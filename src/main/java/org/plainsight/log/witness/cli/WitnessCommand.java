package org.plainsight.log.witness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.plainsight.log.LogSigner;
import org.plainsight.log.store.DirectoryLock;
import org.plainsight.log.store.KeyFile;
import org.plainsight.log.store.WitnessedHeadFiles;
import org.plainsight.log.witness.Witness;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.NoteSigner;
import org.plainsight.note.VerifierKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plainsight witness}: cosigns other logs until it is stopped. Needs no database. */
@Command(
        name = "witness",
        mixinStandardHelpOptions = true,
        description = "Be a witness of other logs (c2sp.org/tlog-witness): cosign what only ever grew.")
public final class WitnessCommand implements Callable<Integer> {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "Where the witness keeps its key and the heads it cosigned")
    private @Nullable Path folder;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The witness's name, best its address without scheme; needed at the first start")
    private @Nullable String name;

    @Option(names = "--log", paramLabel = "KEY", required = true, description = "Key of a log to witness; once per log")
    private List<String> logs = List.of();

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "default: 127.0.0.1")
    private String bind = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8090", description = "default: 8090")
    private int port = 8090;

    @Spec
    private @Nullable CommandSpec spec;

    private final Clock clock;

    public WitnessCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
        Path dir = Objects.requireNonNull(folder, "picocli requires it");
        PrintWriter out = command.commandLine().getOut();
        List<VerifierKey> keys = keys(command);
        try (DirectoryLock lock = new DirectoryLock(dir)) {
            if (!lock.hold()) {
                command.commandLine()
                        .getErr()
                        .println("plainsight: another witness runs over " + dir + "; stop it first");
                return 1;
            }
            LogSigner key = key(command, dir.resolve("witness.key"));
            Witness witness = new Witness(
                    keys,
                    new WitnessedHeadFiles(dir.resolve("heads")),
                    new NoteSigner(key.verifierKey(), key::sign),
                    clock);
            try (WitnessServer server = new WitnessServer(witness, new InetSocketAddress(bind, port))) {
                out.println("witness http://" + bind + ":" + server.port() + "/");
                out.println("key " + key.verifierKey().as(VerifierKey.Type.COSIGNATURE_V1));
                out.flush();
                new CountDownLatch(1).await();
            }
        }
        return 0;
    }

    private List<VerifierKey> keys(CommandSpec command) {
        try {
            return logs.stream().map(VerifierKey::parse).toList();
        } catch (MalformedNoteException e) {
            throw new CommandLine.ParameterException(command.commandLine(), "--log: " + e.getMessage());
        }
    }

    private LogSigner key(CommandSpec command, Path file) {
        if (Files.exists(file)) {
            return KeyFile.open(file);
        }
        if (name == null) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "there is no key in " + file + " yet; give --name to make one");
        }
        return KeyFile.create(file, name, new SecureRandom());
    }
}
