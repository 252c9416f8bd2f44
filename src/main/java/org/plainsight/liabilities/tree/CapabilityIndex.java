package org.plainsight.liabilities.tree;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.plainsight.merkle.Hash32;

/**
 * Which account a capability was given to. It is looked up by its digest, so how long a search takes says nothing about
 * the capability itself.
 */
final class CapabilityIndex {

    static final int ENTRY_BYTES = Hash32.LENGTH + 4;

    private final MemorySegment entries;
    private final int size;

    private CapabilityIndex(MemorySegment entries) {
        this.entries = entries;
        this.size = Math.toIntExact(entries.byteSize() / ENTRY_BYTES);
    }

    static CapabilityIndex open(Path file) {
        return new CapabilityIndex(SnapshotDirectory.map(file));
    }

    int size() {
        return size;
    }

    long bytes() {
        return entries.byteSize();
    }

    int account(int i) {
        return entries.get(TreeLayout.INT, (long) i * ENTRY_BYTES + Hash32.LENGTH);
    }

    /** The place of a capability in the index. */
    OptionalInt find(Hash32 capability) {
        return findName(Hash32.sha256(capability.toBytes()).toBytes());
    }

    /** The place of the digest of a capability. */
    OptionalInt findName(byte[] name) {
        MemorySegment wanted = MemorySegment.ofArray(name);
        long first = wanted.get(TreeLayout.LONG, 0);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, wanted, first) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < size && compare(low, wanted, first) == 0 ? OptionalInt.of(low) : OptionalInt.empty();
    }

    private int compare(int i, MemorySegment wanted, long first) {
        long at = (long) i * ENTRY_BYTES;
        int byBegin = Long.compareUnsigned(entries.get(TreeLayout.LONG, at), first);
        if (byBegin != 0) {
            return byBegin;
        }
        long differs = MemorySegment.mismatch(entries, at, at + Hash32.LENGTH, wanted, 0, Hash32.LENGTH);
        return differs < 0
                ? 0
                : Byte.compareUnsigned(
                        entries.get(ValueLayout.JAVA_BYTE, at + differs), wanted.get(ValueLayout.JAVA_BYTE, differs));
    }
}
