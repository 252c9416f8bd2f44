package org.plainsight.feed.store;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.zip.GZIPOutputStream;
import org.plainsight.merkle.Hash32;

/**
 * Bytes that never change: written to disk once, mapped, and without a name from then on, so that they go with their
 * last reader or with the process. They lie in the system's page cache, not on the heap. Safe for use by several threads.
 */
public final class SealedFile {

    private static final int CHUNK = 1 << 16;

    private final MemorySegment bytes;
    private final Hash32 sha256;

    private SealedFile(MemorySegment bytes, Hash32 sha256) {
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    /** Small bytes, kept in memory; outside the heap, or they would be copied for every reader. */
    public static SealedFile of(byte[] bytes) {
        MemorySegment copy = Arena.ofAuto().allocate(bytes.length);
        copy.copyFrom(MemorySegment.ofArray(bytes));
        return new SealedFile(copy.asReadOnly(), Hash32.sha256(bytes));
    }

    /** Small bytes compressed, kept in memory. */
    public static SealedFile gzipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refuses no bytes", e);
        }
        return of(out.toByteArray());
    }

    /** Takes the bytes one after another; {@link #seal} ends it, and closing it before forgets them. */
    public static final class Writer extends OutputStream {

        private final Path path;
        private final DigestOutputStream digest;
        private final OutputStream out;

        /** @throws IOException when the folder cannot be written */
        public Writer(Path folder) throws IOException {
            path = Files.createTempFile(folder, "release", ".part");
            digest = new DigestOutputStream(Files.newOutputStream(path), Hash32.sha256Digest());
            out = new BufferedOutputStream(digest, CHUNK);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
        }

        public SealedFile seal() throws IOException {
            out.close();
            try (FileChannel channel = FileChannel.open(path)) {
                MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
                return new SealedFile(
                        mapped, Hash32.of(digest.getMessageDigest().digest()));
            } finally {
                Files.deleteIfExists(path);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(path);
        }
    }

    /** The same bytes compressed, on disk. */
    public SealedFile gzip(Path folder) throws IOException {
        try (Writer writer = new Writer(folder)) {
            GZIPOutputStream gzip = new GZIPOutputStream(writer, CHUNK); // closing it would close the writer unsealed
            byte[] chunk = new byte[CHUNK];
            for (long at = 0; at < length(); at += CHUNK) {
                int size = (int) Math.min(CHUNK, length() - at);
                MemorySegment.copy(bytes, at, MemorySegment.ofArray(chunk), 0, size);
                gzip.write(chunk, 0, size);
            }
            gzip.finish();
            return writer.seal();
        }
    }

    public long length() {
        return bytes.byteSize();
    }

    public Hash32 sha256() {
        return sha256;
    }

    /** Read-only. */
    public MemorySegment bytes() {
        return bytes;
    }
}
