package org.plainsight.app;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.plainsight.log.EntryGate;
import org.plainsight.log.HighestSigned;
import org.plainsight.log.LogSigner;
import org.plainsight.log.LogStore;
import org.plainsight.log.PublishedTiles;
import org.plainsight.log.Sequencer;
import org.plainsight.log.TiledLog;
import org.plainsight.log.TransparencyLog;
import org.plainsight.log.store.HighestSignedFile;
import org.plainsight.log.store.KeyFile;

/** Puts the log together from its storage, its key and its memory of what it signed. */
@Singleton
class LogWiring {

    private static final Logger LOG = Logger.getLogger(LogWiring.class);

    private final LogSettings settings;
    private final Path dataDir;

    LogWiring(
            LogSettings settings,
            @ConfigProperty(name = "plainsight.data-dir", defaultValue = ".plainsight") Path dataDir) {
        this.settings = settings;
        this.dataDir = dataDir;
    }

    /** A wrong key is told at the start, not at the first signature. */
    void check(@Observes StartupEvent start, Sequencer sequencer) {
        LOG.debugf("The log %s is signed by this process: %s", settings.origin(), sequencer);
    }

    @Produces
    @Singleton
    HighestSigned highestSigned() {
        return new HighestSignedFile(dataDir.resolve("log").resolve("highest-signed"));
    }

    @Produces
    @Singleton
    LogSigner signer(LogStore store, HighestSigned highest) {
        Path file = settings.keyFile()
                .orElse(dataDir.resolve("keys").resolve("log.key"))
                .toAbsolutePath();
        if (Files.exists(file)) {
            return KeyFile.open(file);
        }
        if (store.head().isPresent() || highest.read().isPresent()) {
            throw new StartFailure("the log's key is missing in " + file
                    + " though the log was signed with it; restore it, or name its place in plainsight.log.key-file");
        }
        if (!settings.createKey()) {
            throw new StartFailure(
                    "there is no key for the log in " + file
                            + "; name one in plainsight.log.key-file, or set plainsight.log.create-key=true for the first start");
        }
        LOG.infof("Making a key for the log %s in %s; keep a copy in a safe place", settings.origin(), file);
        return KeyFile.create(file, settings.origin(), new SecureRandom());
    }

    @Produces
    @Singleton
    Sequencer sequencer(LogStore store, HighestSigned highest, LogSigner signer, Clock clock) {
        if (!signer.verifierKey().name().equals(settings.origin())) {
            throw new StartFailure(
                    "the log's key is named " + signer.verifierKey().name() + " and plainsight.log.origin is "
                            + settings.origin() + "; they must agree: set the origin back, or use the key of this log");
        }
        return new Sequencer(store, highest, signer, settings.origin(), clock);
    }

    @Produces
    @Singleton
    TransparencyLog log(LogStore store, EntryGate gate) {
        return new TiledLog(store, gate);
    }

    @Produces
    @Singleton
    PublishedTiles tiles(LogStore store) {
        return new PublishedTiles(store);
    }
}
