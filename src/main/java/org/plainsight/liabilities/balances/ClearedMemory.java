package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.plainsight.merkle.batch.Workers;

/** Memory outside the heap. An arena clears what it gives, page by page, so several pieces are asked for side by side. */
final class ClearedMemory {

    private ClearedMemory() {}

    /** One segment of each size, fit for longs. Fastest with the largest first. */
    static List<MemorySegment> allocate(Arena memory, Workers workers, long... bytes) {
        MemorySegment[] made = new MemorySegment[bytes.length];
        workers.run(bytes.length, () -> piece -> made[piece] = memory.allocate(bytes[piece], Long.BYTES));
        return Arrays.asList(made);
    }
}
