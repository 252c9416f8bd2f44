package org.plainsight.app;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A file that lies in the data directory while a portal is being restored. What a killed restore leaves behind is neither
 * the old portal nor a new one: it is not served, and nothing more is put into it.
 */
@Singleton
public class UnfinishedRestore {

    private static final int BEFORE_THE_KEYS = 400;

    private final Path mark;

    UnfinishedRestore(@ConfigProperty(name = "plainsight.data-dir", defaultValue = ".plainsight") Path dataDir) {
        this.mark = dataDir.resolve("restore.unfinished");
    }

    /** Durable when it returns. */
    public void begin() {
        try {
            Files.createDirectories(mark.toAbsolutePath().getParent());
            Files.createFile(mark);
            // the name is durable only once the folder is
            try (FileChannel folder = FileChannel.open(mark.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + mark, e);
        }
    }

    /** All is restored. */
    public void end() {
        try {
            Files.delete(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + mark, e);
        }
    }

    /** What to do about a restore that did not come to its end; empty where there was none. */
    public Optional<String> problem() {
        return Files.exists(mark)
                ? Optional.of("a restore was interrupted here; empty the database and the data directory ("
                        + mark.toAbsolutePath().getParent() + ", but for its keys), and restore again")
                : Optional.empty();
    }

    void refuseToServe(
            @Observes @Priority(BEFORE_THE_KEYS) StartupEvent start,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean isPortal) {
        Optional<String> problem = problem();
        if (isPortal && problem.isPresent()) {
            throw new StartFailure(problem.get());
        }
    }
}
