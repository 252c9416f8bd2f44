package org.plainsight.liabilities.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.plainsight.liabilities.SnapshotId;
import org.plainsight.liabilities.tree.SnapshotDirectory;

/**
 * The directories of all snapshots: {@code liabilities/snapshots/<id>}, and while one is being built
 * {@code liabilities/building/<id>}. Its builder holds the lock file {@code building/<id>.lock} until the row stands, so
 * what lies there without a living builder was left by a crash. {@code building/<id>.taken} says since when its input is
 * whole.
 */
@ApplicationScoped
class SnapshotDirectories {

    private static final String LOCK = ".lock";
    private static final String TAKEN = ".taken";

    private final Path root;
    /** Of this process: to open and close a lock file anew would give up the lock that the process has on it (fcntl). */
    private final Set<Path> held = ConcurrentHashMap.newKeySet();

    SnapshotDirectories(@ConfigProperty(name = "plainsight.data-dir", defaultValue = ".plainsight") Path dataDir) {
        this.root = dataDir.resolve("liabilities");
    }

    SnapshotDirectory of(String id) {
        return new SnapshotDirectory(root.resolve("snapshots").resolve(id));
    }

    /** A snapshot in the making; closing it before {@link #finish} leaves nothing. */
    final class Building implements AutoCloseable {
        private final Path path;
        private final FileChannel lock;

        private Building(Path path, FileChannel lock) {
            this.path = path;
            this.lock = lock;
        }

        SnapshotDirectory directory() {
            return new SnapshotDirectory(path);
        }

        /** Its input is whole, on the disk and sound: from here on a crash leaves what {@link #interrupted} finds. */
        void markTaken() throws IOException {
            Files.createFile(beside(path, TAKEN));
        }

        /** Moves the finished directory to its place; its row comes next, then {@link #close}. */
        void finish() throws IOException {
            SnapshotDirectory.publishDirectory(
                    path, of(String.valueOf(path.getFileName())).path());
        }

        /** Leaves it as a crash would, for {@link #interrupted} to find again. */
        void release() throws IOException {
            lock.close();
            held.remove(path);
        }

        @Override
        public void close() throws IOException {
            discard(path);
            release();
        }
    }

    /** @throws IOException also where another process stages one of this id */
    Building begin(SnapshotId id) throws IOException {
        Path path = SnapshotDirectory.create(root.resolve("building")).path().resolve(id.hex());
        FileChannel lock = hold(path);
        if (lock == null) {
            throw new IOException("another process is staging a snapshot of the id " + id + "; wait for it");
        }
        SnapshotDirectory.create(path);
        return new Building(path, lock);
    }

    /** The newest that a crash left after its input had been taken, held as its builder held it. */
    Optional<Building> interrupted() throws IOException {
        Map<Path, FileTime> taken = new HashMap<>();
        for (Path entry : list(root.resolve("building"))) {
            if (isDirectory(entry) && Files.exists(beside(entry, TAKEN))) {
                taken.put(entry, Files.getLastModifiedTime(beside(entry, TAKEN)));
            }
        }
        List<Path> newestFirst = new ArrayList<>(taken.keySet());
        newestFirst.sort(Comparator.comparing(taken::get).reversed());
        for (Path entry : newestFirst) {
            FileChannel lock = hold(entry);
            if (lock != null) {
                return Optional.of(new Building(entry, lock));
            }
        }
        return Optional.empty();
    }

    private static Path beside(Path building, String suffix) {
        return building.resolveSibling(building.getFileName() + suffix);
    }

    private static Path withoutSuffix(Path marker) {
        String name = String.valueOf(marker.getFileName());
        return marker.resolveSibling(name.substring(0, name.length() - TAKEN.length()));
    }

    private static boolean isDirectory(Path entry) {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }

    private static void discard(Path building) throws IOException {
        Files.deleteIfExists(beside(building, TAKEN));
        SnapshotDirectory.discard(building);
        Files.deleteIfExists(beside(building, LOCK));
    }

    /**
     * Removes what crashes left: unfinished directories, and finished ones without a row. What was ever sealed stays.
     *
     * @param known ids that have a row, read after the caller listed nothing else
     * @param takenBefore younger ones whose input had been taken stay, to be gone on with
     * @return how many were removed
     */
    int discardLeftovers(Set<String> known, Instant takenBefore) throws IOException {
        int removed = 0;
        for (Path entry : list(root.resolve("building"))) {
            if (isDirectory(entry) && !isYounger(beside(entry, TAKEN), takenBefore) && !isAlive(entry)) {
                discard(entry);
                removed++;
            } else if (String.valueOf(entry.getFileName()).endsWith(TAKEN) && !Files.exists(withoutSuffix(entry))) {
                Files.deleteIfExists(entry); // its directory was finished, and the crash came after that
            }
        }
        for (Path entry : list(root.resolve("snapshots"))) {
            String name = String.valueOf(entry.getFileName());
            Path building = root.resolve("building").resolve(name);
            boolean orphan = !known.contains(name) && !new SnapshotDirectory(entry).isSealed();
            if (orphan && !isAlive(building)) {
                SnapshotDirectory.discard(entry);
                discard(building);
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

    private static boolean isYounger(Path file, Instant than) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isAfter(than);
    }

    /** The builder's lock, until {@link Building#release}; null where somebody else holds it. */
    private @Nullable FileChannel hold(Path building) throws IOException {
        if (!held.add(building)) {
            return null;
        }
        FileChannel channel = null;
        boolean mine = false;
        try {
            channel = FileChannel.open(beside(building, LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            mine = lock(channel);
            return mine ? channel : null;
        } finally {
            if (!mine) {
                held.remove(building);
                if (channel != null) {
                    channel.close();
                }
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

    private boolean isAlive(Path building) throws IOException {
        Path lockPath = beside(building, LOCK);
        if (held.contains(building)) {
            return true;
        }
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
