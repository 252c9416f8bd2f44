package org.plainsight.log.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.plainsight.log.SigningLock;

/** Lets one process use a folder. The system lets go of it when the process ends, however it ends. */
public final class DirectoryLock implements SigningLock, AutoCloseable {

    private final Path file;
    private @Nullable FileLock lock;

    public DirectoryLock(Path folder) {
        this.file = folder.resolve("lock");
    }

    @Override
    public synchronized boolean hold() {
        if (lock != null && lock.isValid()) {
            return true;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = tryLock(channel);
            if (lock == null) {
                channel.close();
            }
            return lock != null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file + "; let the portal write there", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // another one in this very process
            return null;
        }
    }

    @Override
    public synchronized void close() {
        if (lock != null) {
            try {
                lock.acquiredBy().close();
                lock = null;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot let go of " + file, e);
            }
        }
    }
}
