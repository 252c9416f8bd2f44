package org.plainsight.liabilities.balances;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * A file that may be read while it is written, from its beginning to its end: whoever reads what is not there yet, waits.
 * One writer, any number of readers, each in a thread of its own.
 */
public final class ArrivingFile implements AutoCloseable {

    /** The writer gave up, so the end never comes. */
    public static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(Path path) {
            super(path + " was not written to its end");
        }
    }

    private enum State {
        ARRIVING,
        WHOLE,
        BROKEN_OFF
    }

    private final Path path;
    private final FileChannel channel;
    private State state = State.ARRIVING;
    private long arrived;
    private long expected;

    private ArrivingFile(Path path, StandardOpenOption... options) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, options);
    }

    /** A new file, to be written by {@link #writer}. */
    public static ArrivingFile create(Path path) throws IOException {
        return new ArrivingFile(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
    }

    /** A file that is there already. */
    public static ArrivingFile whole(Path path) throws IOException {
        ArrivingFile file = new ArrivingFile(path, StandardOpenOption.READ);
        file.grow(file.channel.size());
        file.end();
        return file;
    }

    Path path() {
        return path;
    }

    /** Without a buffer: every write is shown to the readers at once. {@link #end} says that it was the last one. */
    public OutputStream writer() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                grow(length);
            }
        };
    }

    private synchronized void grow(long bytes) {
        arrived += bytes;
        notifyAll();
    }

    /** Says how long it will probably be, for those who show progress. */
    public synchronized void expect(long bytes) {
        expected = bytes;
    }

    public synchronized void end() {
        state = State.WHOLE;
        expected = arrived;
        notifyAll();
    }

    /** Nothing after {@link #end}. */
    public synchronized void breakOff() {
        state = state == State.ARRIVING ? State.BROKEN_OFF : state;
        notifyAll();
    }

    /** Returns when everything written is on the disk. */
    public void force() throws IOException {
        channel.force(true);
    }

    /** 0 while nobody knows. */
    synchronized long expected() {
        return expected;
    }

    /** Empty while it still grows. */
    synchronized OptionalLong size() {
        return state == State.WHOLE ? OptionalLong.of(arrived) : OptionalLong.empty();
    }

    /** @throws BrokenOffException where there is none */
    long awaitEnd() throws IOException {
        return await(Long.MAX_VALUE);
    }

    /** @return how much there is: less than wanted only at the end */
    private synchronized long await(long wanted) throws IOException {
        try {
            while (state == State.ARRIVING && arrived < wanted) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + path);
        }
        if (state == State.BROKEN_OFF) {
            throw new BrokenOffException(path);
        }
        return arrived;
    }

    /** Fills the first bytes of {@code to}; fewer than wanted only at the end, none beyond it. */
    int read(long from, byte[] to, int wanted) throws IOException {
        int length = Math.clamp(await(from + wanted) - from, 0, wanted);
        ByteBuffer buffer = ByteBuffer.wrap(to, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException(path + " was shortened while it was read");
            }
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        breakOff();
        channel.close();
    }
}
