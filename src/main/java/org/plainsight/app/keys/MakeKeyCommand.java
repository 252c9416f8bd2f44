package org.plainsight.app.keys;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plainsight.log.store.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plainsight make-key}: run where an operator's key is to be kept. Needs no portal. */
@Command(
        name = "make-key",
        mixinStandardHelpOptions = true,
        description = "Make a key for the operator's statements in a new file, and say its public half.",
        footer = {"", "Exit code: 0 made, 1 the file exists."})
public final class MakeKeyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The new file; only its owner may read it")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
        Path place = Objects.requireNonNull(file, "picocli requires it");
        if (Files.exists(place)) {
            line.getErr().println("plainsight: " + place + " exists and is left as it is; name a new file");
            return 1;
        }
        KeyFile key = KeyFile.create(place, "plainsight-operator", new SecureRandom());
        PrintWriter screen = line.getOut();
        screen.println(key.verifierKey().publicKeyHex());
        screen.println("Keep " + place
                + " where no portal is, and a copy of it elsewhere; the line above is its public half.");
        return 0;
    }
}
