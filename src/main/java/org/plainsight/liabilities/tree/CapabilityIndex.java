package org.plainsight.liabilities.tree;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.plainsight.merkle.Hash32;

/**
 * Which account a capability was given to. It is looked up by its digest, so how long a search takes says nothing about
 * the capability itself.
 */
final class CapabilityIndex {

    static final int ENTRY_BYTES = Hash32.LENGTH + 4;

    private final ByteBuffer entries;

    private CapabilityIndex(ByteBuffer entries) {
        this.entries = entries;
    }

    static CapabilityIndex open(Path file) {
        return new CapabilityIndex(ByteBuffer.wrap(SnapshotDirectory.read(file)));
    }

    int size() {
        return entries.limit() / ENTRY_BYTES;
    }

    int account(int i) {
        return entries.getInt(i * ENTRY_BYTES + Hash32.LENGTH);
    }

    /** The place of a capability in the index. */
    OptionalInt find(Hash32 capability) {
        byte[] wanted = Hash32.sha256(capability.toBytes()).toBytes();
        byte[] entry = new byte[Hash32.LENGTH];
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            entries.get(middle * ENTRY_BYTES, entry);
            if (Arrays.compareUnsigned(entry, wanted) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low < size()) {
            entries.get(low * ENTRY_BYTES, entry);
            if (Arrays.equals(entry, wanted)) {
                return OptionalInt.of(low);
            }
        }
        return OptionalInt.empty();
    }
}
