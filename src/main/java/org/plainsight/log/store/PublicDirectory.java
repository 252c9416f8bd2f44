package org.plainsight.log.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.plainsight.log.export.FilePlace;

/** A directory that a web server hands out or that is copied elsewhere. */
public final class PublicDirectory implements FilePlace {

    private final Path root;

    public PublicDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** @throws IllegalStateException when another file stands where one that never changes goes */
    @Override
    public void write(String path, byte[] bytes, Kind kind) {
        Path file = inside(path);
        try {
            if (!kind.changes() && Files.exists(file)) {
                if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
                    throw new IllegalStateException(
                            file + " holds other bytes than the log; move it away and see who wrote it");
                }
                return;
            }
            DurableFile.publish(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; make room, or let the portal write there", e);
        }
    }

    @Override
    public Optional<byte[]> read(String path) {
        try {
            return Optional.of(Files.readAllBytes(inside(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root.resolve(path), e);
        }
    }

    private Path inside(String path) {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IllegalArgumentException("not below " + root + ": " + path);
        }
        return file;
    }
}
