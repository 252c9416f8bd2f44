package org.plainsight.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The portal with its jobs, until it is told to stop. */
@Command(name = "serve", description = "Run the portal (the default).", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Main main;

    @Option(names = "--port", description = "HTTP port (default: quarkus.http.port, else 8080).")
    private @Nullable Integer port;

    ServeCommand(Main main) {
        this.main = main;
    }

    static void requireFolder(String registry) {
        if (!Files.isDirectory(Path.of(registry))) {
            throw new StartFailure(
                    "plainsight.registry.path=" + registry
                            + " is no folder; name the folder of the address registry, as docs/formats/registry.md describes it");
        }
    }

    @Override
    public Integer call() {
        Settings settings = main.settings();
        if (port != null) {
            Settings.set("quarkus.http.port", Integer.toString(port));
        }
        settings.find("plainsight.registry.path").ifPresent(ServeCommand::requireFolder);
        Database.provide(settings);
        return Portal.run(null);
    }
}
