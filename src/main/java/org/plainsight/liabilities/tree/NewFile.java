package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that did not exist, readable by its owner alone, whose pieces are written to their places in any order. Written,
 * not mapped: what the system keeps of it in memory is its own to give up, and a full disk is an error like any other.
 * Safe for use by several threads.
 */
final class NewFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    /** @param bytes it will have, for which there must be room now */
    NewFile(Path path, long bytes) throws IOException {
        long free = Files.getFileStore(java.util.Objects.requireNonNull(path.getParent()))
                .getUsableSpace();
        if (free < bytes) {
            throw new IOException(path + " needs " + bytes + " bytes and the disk has " + free + "; make room");
        }
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        SnapshotDirectory.ownersAlone(path);
    }

    void write(byte[] bytes, int from, int count, long at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, count);
        try {
            for (long to = at; buffer.hasRemaining(); ) {
                to += channel.write(buffer, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** Forces what was written until now to the disk. */
    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
