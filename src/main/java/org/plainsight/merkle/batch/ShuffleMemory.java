package org.plainsight.merkle.batch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Memory outside the heap for the blocks of one {@link LeafShuffle} after the other. A block's memory is made by the thread
 * that first writes to it, since clearing all of it beforehand would keep one thread busy and the others waiting. Safe for
 * use by several threads.
 */
public final class ShuffleMemory implements AutoCloseable {

    private final int height;
    private final Arena arena = Arena.ofShared();
    private final Object[] making;
    private final AtomicReferenceArray<MemorySegment> made;

    /**
     * @param height of the largest blocks
     * @param bytes that it may take; one block is had in any case
     */
    public ShuffleMemory(int height, long bytes) {
        this.height = height;
        this.making = new Object[Math.clamp(bytes / LeafShuffle.bytes(height), 1, 1 << 20)];
        Arrays.setAll(making, block -> new Object());
        this.made = new AtomicReferenceArray<>(making.length);
    }

    /** How many blocks of up to that height there is room for. */
    public int blocks() {
        return making.length;
    }

    int height() {
        return height;
    }

    MemorySegment block(int number) {
        MemorySegment known = made.get(number);
        return known != null ? known : make(number);
    }

    private MemorySegment make(int number) {
        synchronized (making[number]) {
            MemorySegment known = made.get(number);
            if (known != null) {
                return known;
            }
            MemorySegment fresh = arena.allocate(LeafShuffle.bytes(height), 64);
            made.set(number, fresh);
            return fresh;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
