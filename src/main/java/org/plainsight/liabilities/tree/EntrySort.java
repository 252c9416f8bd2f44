package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.plainsight.merkle.batch.Workers;

/**
 * Sorts entries that begin with a hash, outside the heap: hashes are spread evenly, so their first bits are buckets of
 * about equal size, and each bucket is sorted on its own.
 */
final class EntrySort {

    private static final int PER_BUCKET = 64;
    private static final int MAX_BITS = 24;

    private final MemorySegment from;
    private final MemorySegment to;
    private final int size;
    private final int entryBytes;
    private final int bits;

    EntrySort(MemorySegment from, MemorySegment to, int size, int entryBytes) {
        this.from = from;
        this.to = to;
        this.size = size;
        this.entryBytes = entryBytes;
        this.bits = Math.clamp(32 - Integer.numberOfLeadingZeros(size / PER_BUCKET), 1, MAX_BITS);
    }

    void run(Workers workers) {
        int[] ends = new int[1 << bits];
        for (int i = 0; i < size; i++) {
            ends[bucket(i)]++;
        }
        for (int b = 1; b < ends.length; b++) {
            ends[b] += ends[b - 1];
        }
        int[] starts = ends.clone();
        for (int i = size - 1; i >= 0; i--) {
            MemorySegment.copy(from, (long) i * entryBytes, to, (long) --starts[bucket(i)] * entryBytes, entryBytes);
        }
        int perTask = Math.max(1, ends.length / 1024);
        workers.run((ends.length + perTask - 1) / perTask, () -> task -> {
            int last = Math.min(ends.length, (task + 1) * perTask);
            for (int b = task * perTask; b < last; b++) {
                sort(starts[b], ends[b]);
            }
        });
    }

    private int bucket(int i) {
        return from.get(TreeLayout.INT, (long) i * entryBytes) >>> (32 - bits);
    }

    private void sort(int start, int end) {
        byte[][] entries = new byte[end - start][];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = to.asSlice((long) (start + i) * entryBytes, entryBytes).toArray(ValueLayout.JAVA_BYTE);
        }
        Arrays.sort(entries, Arrays::compareUnsigned);
        for (int i = 0; i < entries.length; i++) {
            MemorySegment.copy(entries[i], 0, to, ValueLayout.JAVA_BYTE, (long) (start + i) * entryBytes, entryBytes);
        }
    }
}
