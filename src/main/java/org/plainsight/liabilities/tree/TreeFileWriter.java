package org.plainsight.liabilities.tree;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.plainsight.merkle.batch.SumFold;
import org.plainsight.merkle.batch.SumNodes;

/** Fills a new {@link TreeFile} through a mapping. Threads may write different items and nodes at once. */
final class TreeFileWriter implements SumFold.Sink, AutoCloseable {

    @SuppressWarnings("MustBeClosedChecker") // closed with the writer
    private final Arena arena = Arena.ofShared();

    private final TreeLayout layout;
    private final MemorySegment bytes;

    TreeFileWriter(Path file, TreeLayout layout) throws IOException {
        this.layout = layout;
        try {
            this.bytes = SnapshotDirectory.create(file, layout.bytes(), arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
        bytes.set(TreeLayout.LONG, 0, TreeLayout.MAGIC);
        bytes.set(TreeLayout.SHORT, 8, (short) layout.tree());
        bytes.set(ValueLayout.JAVA_BYTE, 10, (byte) layout.depth());
        bytes.set(ValueLayout.JAVA_BYTE, 11, (byte) layout.amountBytes());
        bytes.set(TreeLayout.LONG, 16, layout.items());
        bytes.set(TreeLayout.LONG, 24, layout.slots());
    }

    void item(int i, int account, long high, long low) {
        bytes.set(TreeLayout.INT, layout.accountAt(i), account);
        long at = layout.amountAt(i);
        if (layout.amountBytes() == 16) {
            bytes.set(TreeLayout.LONG, at, high);
            at += 8;
        } else if (high != 0) {
            throw new IllegalStateException("an amount of 2^64 or more among amounts of 8 bytes");
        }
        bytes.set(TreeLayout.LONG, at, low);
    }

    int account(int i) {
        return bytes.get(TreeLayout.INT, layout.accountAt(i));
    }

    long high(int i) {
        return layout.amountBytes() == 16 ? bytes.get(TreeLayout.LONG, layout.amountAt(i)) : 0;
    }

    long low(int i) {
        return bytes.get(TreeLayout.LONG, layout.amountAt(i) + layout.amountBytes() - 8);
    }

    @Override
    public void nodes(int level, long first, byte[] nodes, int count) {
        if (level >= TreeLayout.LOWEST_LEVEL) {
            MemorySegment.copy(
                    nodes, 0, bytes, ValueLayout.JAVA_BYTE, layout.nodeAt(level, first), count * SumNodes.BYTES);
        }
    }

    /** Forces what was written to the disk. */
    void force() {
        bytes.force();
    }

    @Override
    public void close() {
        arena.close();
    }
}
