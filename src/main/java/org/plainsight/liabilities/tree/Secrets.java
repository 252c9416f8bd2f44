package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.plainsight.merkle.Hash32;

/** The secret S of every account, {@link Hash32#LENGTH} bytes each by account number, seen through windows that close again. */
interface Secrets {

    /** Those of the accounts {@code first} to {@code last}, for as long as the arena lives. */
    MemorySegment window(int first, int last, Arena arena);

    /** A mapping of the whole would count as memory in use, all of it, until the last tree is built. */
    static Open of(Path file) throws IOException {
        return new Open(FileChannel.open(file, StandardOpenOption.READ));
    }

    /** Safe for use by several threads. */
    record Open(FileChannel channel) implements Secrets, AutoCloseable {

        @Override
        public MemorySegment window(int first, int last, Arena arena) {
            try {
                return channel.map(
                        FileChannel.MapMode.READ_ONLY,
                        (long) first * Hash32.LENGTH,
                        (last - first + 1L) * Hash32.LENGTH,
                        arena);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the accounts' secrets", e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
