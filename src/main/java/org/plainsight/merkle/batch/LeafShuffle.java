package org.plainsight.merkle.batch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Brings leaves that come in any order to the block of positions where they belong: a radix partition outside the heap.
 * Each thread gathers a handful of leaves for each block before it writes them, so memory is written in runs; a random
 * write for each leaf would cost several times as much as hashing it.
 */
public final class LeafShuffle {

    /** Position inside the block, then the node. */
    private static final int RECORD_BYTES = 4 + SumNodes.BYTES;

    private static final int GATHERED = 8;
    private static final int LOADED = 128;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final int height;
    private final ShuffleMemory memory;
    private final AtomicIntegerArray filled;
    private long firstBlock;
    private int blocks;

    /** Blocks of 2^height positions, as many as the memory has. */
    public LeafShuffle(int height, ShuffleMemory memory) {
        if (height > memory.height()) {
            throw new IllegalArgumentException("blocks of height " + height + " in memory for " + memory.height());
        }
        this.height = height;
        this.memory = memory;
        this.filled = new AtomicIntegerArray(memory.blocks());
    }

    /** Bytes that one block takes. */
    static long bytes(int height) {
        return (1L << height) * RECORD_BYTES;
    }

    /** Empties all blocks; leaves of {@code blocks} blocks from {@code firstBlock} on come next. */
    public void begin(long firstBlock, int blocks) {
        this.firstBlock = firstBlock;
        this.blocks = blocks;
        for (int b = 0; b < blocks; b++) {
            filled.set(b, 0);
        }
    }

    /** Whether leaves at this position are taken in this round. */
    public boolean takes(long position) {
        long block = (position >>> height) - firstBlock;
        return block >= 0 && block < blocks;
    }

    /** The hand of one thread. */
    public final class Writer implements LeafTarget {
        private final byte[] gathered = new byte[blocks * GATHERED * RECORD_BYTES];
        private final int[] counts = new int[blocks];

        @Override
        public boolean takes(long position) {
            return LeafShuffle.this.takes(position);
        }

        @Override
        public void add(long position, byte[] node, int at) {
            int block = (int) ((position >>> height) - firstBlock);
            int to = (block * GATHERED + counts[block]) * RECORD_BYTES;
            INTS.set(gathered, to, (int) (position & ((1L << height) - 1)));
            System.arraycopy(node, at, gathered, to + 4, SumNodes.BYTES);
            if (++counts[block] == GATHERED) {
                flush(block);
            }
        }

        public void flush() {
            for (int block = 0; block < counts.length; block++) {
                if (counts[block] > 0) {
                    flush(block);
                }
            }
        }

        private void flush(int block) {
            int count = counts[block];
            int at = filled.getAndAdd(block, count);
            if (at + count > 1 << height) {
                throw new IllegalStateException("more leaves than places in block " + (firstBlock + block));
            }
            MemorySegment.copy(
                    gathered,
                    block * GATHERED * RECORD_BYTES,
                    memory.block(block),
                    ValueLayout.JAVA_BYTE,
                    (long) at * RECORD_BYTES,
                    count * RECORD_BYTES);
            counts[block] = 0;
        }
    }

    /** Takes leaves out of the shuffle, block by block. */
    public final class Reader implements LeafSource {
        private final byte[] loaded = new byte[LOADED * RECORD_BYTES];

        @Override
        public int load(long block, byte[] nodes, long[] marks) {
            int index = (int) (block - firstBlock);
            int count = filled.get(index);
            if (count == 0) {
                return 0;
            }
            MemorySegment records = memory.block(index);
            for (int done = 0; done < count; done += LOADED) {
                int now = Math.min(LOADED, count - done);
                MemorySegment.copy(
                        records, ValueLayout.JAVA_BYTE, (long) done * RECORD_BYTES, loaded, 0, now * RECORD_BYTES);
                for (int i = 0; i < now; i++) {
                    int place = (int) INTS.get(loaded, i * RECORD_BYTES);
                    System.arraycopy(loaded, i * RECORD_BYTES + 4, nodes, place * SumNodes.BYTES, SumNodes.BYTES);
                    marks[place >>> 6] |= 1L << place;
                }
            }
            return count;
        }
    }
}
