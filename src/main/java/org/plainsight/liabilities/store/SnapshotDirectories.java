package org.plainsight.liabilities.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.tree.SnapshotDirectory;

/**
 * The directories of all snapshots: {@code liabilities/snapshots/<id>}, and while one is being built
 * {@code liabilities/building/<id>}. Its builder holds the lock file {@code building/<id>.lock} until the row stands, so
 * what lies there without a living builder was left by a crash.
 */
@ApplicationScoped
class SnapshotDirectories {

    private static final String LOCK = ".lock";

    private final Path root;

    SnapshotDirectories(@ConfigProperty(name = "plainsight.data-dir", defaultValue = ".plainsight") Path dataDir) {
        this.root = dataDir.resolve("liabilities");
    }

    SnapshotDirectory of(String id) {
        return new SnapshotDirectory(root.resolve("snapshots").resolve(id));
    }

    /** A snapshot in the making; closing it before {@link #finish} leaves nothing. */
    final class Building implements AutoCloseable {
        private final Path path;
        private final Path lockPath;
        private final FileChannel channel;
        private final String id;

        private Building(SnapshotId id) throws IOException {
            Path building = SnapshotDirectory.create(root.resolve("building")).path();
            this.id = id.hex();
            this.lockPath = building.resolve(id + LOCK);
            this.channel = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new IOException("another process is staging a snapshot of the id " + id + "; wait for it");
            }
            this.path = SnapshotDirectory.create(building.resolve(id.hex())).path();
        }

        SnapshotDirectory directory() {
            return new SnapshotDirectory(path);
        }

        /** Moves the finished directory to its place; its row comes next, then {@link #close}. */
        void finish() throws IOException {
            SnapshotDirectory.publishDirectory(path, of(id).path());
        }

        @Override
        public void close() throws IOException {
            SnapshotDirectory.discard(path);
            Files.deleteIfExists(lockPath);
            channel.close();
        }
    }

    Building begin(SnapshotId id) throws IOException {
        return new Building(id);
    }

    /**
     * Removes what crashes left: unfinished directories, and finished ones without a row. What was ever sealed stays.
     *
     * @param known ids that have a row, read after the caller listed nothing else
     * @return how many were removed
     */
    int discardLeftovers(Set<String> known) throws IOException {
        int removed = 0;
        for (Path entry : list(root.resolve("building"))) {
            String name = String.valueOf(entry.getFileName());
            if (!name.endsWith(LOCK) && !isAlive(entry.resolveSibling(name + LOCK))) {
                SnapshotDirectory.discard(entry);
                Files.deleteIfExists(entry.resolveSibling(name + LOCK));
                removed++;
            }
        }
        for (Path entry : list(root.resolve("snapshots"))) {
            String name = String.valueOf(entry.getFileName());
            Path lock = root.resolve("building").resolve(name + LOCK);
            boolean orphan = !known.contains(name) && !new SnapshotDirectory(entry).isSealed();
            if (orphan && !isAlive(lock)) {
                SnapshotDirectory.discard(entry);
                Files.deleteIfExists(lock);
                removed++;
            }
        }
        return removed;
    }

    /** Removes uploads that a crash left before they were staged or refused. */
    void discardUploads(Instant before) throws IOException {
        for (Path upload : list(root.resolveSibling("uploads"))) {
            if (Files.getLastModifiedTime(upload).toInstant().isBefore(before)) {
                Files.deleteIfExists(upload);
            }
        }
    }

    /** Until the channel is closed; false where somebody else holds it. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isAlive(Path lockPath) throws IOException {
        if (!Files.exists(lockPath)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.WRITE)) {
            return !lock(channel);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
