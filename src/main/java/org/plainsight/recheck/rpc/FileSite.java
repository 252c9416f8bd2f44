package org.plainsight.recheck.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.plainsight.recheck.PublicSite;
import org.plainsight.recheck.UnreadableException;

/** A mirror in a folder: every path of the portal is a file below it. */
public final class FileSite implements PublicSite {

    private final Path root;

    public FileSite(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public byte[] read(String path) {
        try (InputStream file = open(path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw unreadable(inside(root, path), e);
        }
    }

    @Override
    public InputStream open(String path) {
        Path file = inside(root, path);
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw UnreadableException.missing("there is no file " + file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public boolean isMirror() {
        return true;
    }

    private static UnreadableException unreadable(Path file, IOException e) {
        return new UnreadableException("cannot read " + file + ": " + e);
    }

    /** Statements name paths; none of them leads out of the folder. */
    static Path inside(Path root, String path) {
        Path file = root.resolve(path.replaceFirst("^/+", "")).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new UnreadableException("not a path below the portal: " + path);
        }
        return file;
    }
}
