package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where one snapshot lies. Nothing but {@code sealed/} and {@code tiles/} is ever public: the directory is readable by its owner alone.
 *
 * <pre>
 * key           K_snapshot
 * build.json    what the trees were built with, and what came out
 * balances.csv  control.json   the input; erased after its retention
 * secrets       S of every account, 32 bytes each, by account number
 * references    account references, each followed by a line feed, by account number
 * capabilities  ( SHA-256(capability)[32] | account u32 ), sorted
 * tree-<a>      see {@link TreeFile}
 * tiles/        everybody's proofs, sealed, see {@link TileFiles}; public
 * sealed/<header>/   what publishing under this header makes public, see {@link SealedFiles}
 * </pre>
 */
public record SnapshotDirectory(Path path) {

    /** What the key makes of the accounts, the key among it; beside the trees. */
    private static final List<String> HASHED = List.of("key", "secrets", "references", "capabilities");

    public static SnapshotDirectory create(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(path);
        }
        return new SnapshotDirectory(path);
    }

    public Path balances() {
        return path.resolve("balances.csv");
    }

    public Path control() {
        return path.resolve("control.json");
    }

    public Path buildRecord() {
        return path.resolve("build.json");
    }

    public Path secrets() {
        return path.resolve("secrets");
    }

    public Path references() {
        return path.resolve("references");
    }

    public Path capabilities() {
        return path.resolve("capabilities");
    }

    public List<Path> trees(int count) {
        return IntStream.range(0, count)
                .mapToObj(a -> path.resolve(treeName(a)))
                .toList();
    }

    static String treeName(int tree) {
        return "tree-" + tree;
    }

    /** The names of all files that a build leaves, its input among them. */
    public static Set<String> fileNames(int trees) {
        Set<String> names = new TreeSet<>(HASHED);
        names.addAll(List.of("balances.csv", "control.json", "build.json"));
        IntStream.range(0, trees).mapToObj(SnapshotDirectory::treeName).forEach(names::add);
        return names;
    }

    List<TreeFile> openTrees(int count, SnapshotKey key) {
        return trees(count).stream().map(file -> TreeFile.open(file, key)).toList();
    }

    public Path sealed(String header) {
        return path.resolve("sealed").resolve(header);
    }

    /** Whether anything here may have been published; such a directory is never discarded. */
    public boolean isSealed() {
        return Files.exists(path.resolve("sealed"));
    }

    public SnapshotKey key() {
        return new SnapshotKey(read(path.resolve("key")));
    }

    public void writeRecord(BuildRecord record) throws IOException {
        write(buildRecord(), record.json());
    }

    void writeKey(SnapshotKey key) throws IOException {
        write(path.resolve("key"), key.toBytes());
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The whole of a file for reading; the mapping lives as long as the returned segment. */
    static MemorySegment map(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** A new file of this size, readable by its owner alone, mapped for writing. */
    static MemorySegment create(Path file, long bytes, Arena arena) throws IOException {
        // A mapping that meets a full disk kills the virtual machine's thread; so ask before.
        long free = Files.getFileStore(java.util.Objects.requireNonNull(file.getParent()))
                .getUsableSpace();
        if (free < bytes) {
            throw new IOException(file + " needs " + bytes + " bytes and the disk has " + free + "; make room");
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ownersAlone(file);
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
        }
    }

    static void ownersAlone(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Writes a new file, readable by its owner alone, and forces it to the disk. */
    static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ownersAlone(file);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /**
     * Copies what a build made, its record excepted, from another directory into this one, forced to the disk and readable
     * by its owner alone. Links are not followed.
     *
     * @param trees how many there are
     */
    public void copyBuilt(SnapshotDirectory from, int trees) throws IOException {
        for (String name : HASHED) {
            copy(from.path.resolve(name), path.resolve(name));
        }
        for (Path tree : trees(trees)) {
            copy(from.path.resolve(tree.getFileName()), tree);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ownersAlone(to);
            long size = in.size();
            for (long at = 0; at < size; ) {
                long moved = in.transferTo(at, size - at, out);
                if (moved <= 0) {
                    throw new IOException(from + " was shortened while it was copied");
                }
                at += moved;
            }
            out.force(true);
        }
    }

    /** Moves a finished directory to its place in one step that survives a power cut. */
    public static void publishDirectory(Path from, Path to) throws IOException {
        force(from);
        Path parent = java.util.Objects.requireNonNull(to.getParent());
        Files.createDirectories(parent);
        Files.move(from, to, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        force(parent);
    }

    /** Deletes a directory with all it holds; nothing happens where there is none. */
    public static void discard(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path entry : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot discard " + directory, e);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
