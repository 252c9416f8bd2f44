package org.plainsight.liabilities.tree;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import org.plainsight.merkle.Hash32;
import org.plainsight.merkle.batch.SumNodes;

/** Items of one tree that follow one another: the secret and amount of each, and which chunk of a balance it is. */
public final class LeafSlice implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int tree;
    private final int first;
    private final byte[] items;
    private final byte[] chunks;

    LeafSlice(int tree, int first, int count) {
        this.tree = tree;
        this.first = first;
        this.items = new byte[count * SumNodes.BYTES];
        this.chunks = new byte[count];
    }

    int tree() {
        return tree;
    }

    int size() {
        return chunks.length;
    }

    void put(int item, int chunk, MemorySegment secrets, long at, long high, long low) {
        int i = item - first;
        MemorySegment.copy(
                secrets, java.lang.foreign.ValueLayout.JAVA_BYTE, at, items, i * SumNodes.BYTES, Hash32.LENGTH);
        SumNodes.putSum(items, i * SumNodes.BYTES, high, low);
        chunks[i] = (byte) chunk;
    }

    void hash(LeafHashing hashing) {
        MemorySegment secrets = MemorySegment.ofArray(items);
        for (int i = 0; i < chunks.length; i++) {
            int at = i * SumNodes.BYTES;
            hashing.add(
                    first + i,
                    chunks[i] & 0xff,
                    secrets,
                    at,
                    SumNodes.getLong(items, at + Hash32.LENGTH),
                    SumNodes.getLong(items, at + Hash32.LENGTH + Long.BYTES));
        }
        hashing.flush();
    }
}
