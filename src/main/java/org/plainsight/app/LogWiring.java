package org.plainsight.app;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
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
import org.plainsight.log.export.TileExport;
import org.plainsight.log.job.ExportPlaces;
import org.plainsight.log.rpc.HttpWitnessClient;
import org.plainsight.log.rpc.S3Bucket;
import org.plainsight.log.store.DatabaseLock;
import org.plainsight.log.store.DirectoryLock;
import org.plainsight.log.store.HighestSignedFile;
import org.plainsight.log.store.KeyFile;
import org.plainsight.log.store.PublicDirectory;
import org.plainsight.log.witness.Witnesses;
import org.plainsight.note.MalformedNoteException;
import org.plainsight.note.WitnessPolicy;

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
    DatabaseLock databaseLock(DataSource dataSource) {
        return new DatabaseLock(dataSource);
    }

    void close(@Disposes DatabaseLock lock) {
        lock.close();
    }

    @Produces
    @Singleton
    DirectoryLock directoryLock() {
        return new DirectoryLock(dataDir.resolve("log"));
    }

    void close(@Disposes DirectoryLock lock) {
        lock.close();
    }

    @Produces
    @Singleton
    Witnesses witnesses(LogSigner signer, Clock clock) {
        WitnessPolicy policy =
                settings.witnessPolicy().map(LogWiring::read).orElseGet(() -> WitnessPolicy.of(signer.verifierKey()));
        return new Witnesses(
                policy.forLog(signer.verifierKey(), Optional.empty()),
                new HttpWitnessClient(settings.witnessTimeout()),
                clock);
    }

    private static WitnessPolicy read(Path file) {
        try {
            return WitnessPolicy.parse(Files.readAllBytes(file));
        } catch (IOException | MalformedNoteException e) {
            throw new StartFailure("the witness policy in " + file.toAbsolutePath() + " cannot be read: "
                    + e.getMessage() + "; write it as c2sp.org/tlog-policy says");
        }
    }

    @Produces
    @Singleton
    Sequencer sequencer(
            LogStore store,
            HighestSigned highest,
            LogSigner signer,
            Clock clock,
            DirectoryLock directory,
            DatabaseLock database,
            Witnesses witnesses) {
        if (!signer.verifierKey().name().equals(settings.origin())) {
            throw new StartFailure(
                    "the log's key is named " + signer.verifierKey().name() + " and plainsight.log.origin is "
                            + settings.origin() + "; they must agree: set the origin back, or use the key of this log");
        }
        return new Sequencer(
                store, highest, signer, settings.origin(), clock, () -> directory.hold() && database.hold(), witnesses);
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

    /** The places the tiles are written to; none by default. */
    @Produces
    @Singleton
    ExportPlaces exportPlaces(TransparencyLog log, PublishedTiles tiles, Clock clock) {
        LogSettings.Export export = settings.export();
        List<TileExport> exports = new ArrayList<>();
        export.directory().ifPresent(dir -> exports.add(new TileExport(log, tiles, new PublicDirectory(dir))));
        export.bucket()
                .ifPresent(url -> exports.add(new TileExport(
                        log,
                        tiles,
                        new S3Bucket(
                                url,
                                export.region(),
                                required(export.accessKey(), "access-key"),
                                required(export.secretKey(), "secret-key"),
                                clock))));
        return new ExportPlaces(exports);
    }

    private static String required(Optional<String> value, String name) {
        return value.orElseThrow(() -> new StartFailure(
                "plainsight.log.export.bucket is set and plainsight.log.export." + name + " is not; set both"));
    }
}
