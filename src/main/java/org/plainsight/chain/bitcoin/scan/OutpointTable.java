package org.plainsight.chain.bitcoin.scan;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** A changing set of outpoints in their serialized form; each has a number while it is here. Not thread-safe. */
final class OutpointTable {

    static final int LENGTH = 36;
    private static final int NONE = -1;

    private byte[] data = new byte[LENGTH << 4];
    /** Of each slot: the upper half of the hash, and the outpoint's number plus one; 0 when free. */
    private long[] slots = new long[1 << 5];

    private int[] freed = new int[1 << 4];
    private int freedCount;
    private int used;

    int size() {
        return used - freedCount;
    }

    /** The outpoint's number; -1 when it is not here. */
    int find(byte[] bytes, int at) {
        int slot = slot(bytes, at);
        return slot == NONE ? NONE : (int) slots[slot] - 1;
    }

    /** @throws IllegalStateException when it is here already */
    int add(byte[] bytes, int at) {
        if (slot(bytes, at) != NONE) {
            throw new IllegalStateException("an outpoint twice");
        }
        int number = freedCount > 0 ? freed[--freedCount] : used++;
        if (used * LENGTH > data.length) {
            data = Arrays.copyOf(data, data.length * 2);
        }
        System.arraycopy(bytes, at, data, number * LENGTH, LENGTH);
        if (used * 2 > slots.length) {
            grow();
        }
        place(number);
        return number;
    }

    /** The number it had; -1 when it was not here. */
    int remove(byte[] bytes, int at) {
        int slot = slot(bytes, at);
        if (slot == NONE) {
            return NONE;
        }
        int number = (int) slots[slot] - 1;
        close(slot);
        if (freedCount == freed.length) {
            freed = Arrays.copyOf(freed, freedCount * 2);
        }
        freed[freedCount++] = number;
        return number;
    }

    byte[] outpoint(int number) {
        return Arrays.copyOfRange(data, number * LENGTH, (number + 1) * LENGTH);
    }

    void forEach(IntConsumer consumer) {
        for (long slot : slots) {
            if (slot != 0) {
                consumer.accept((int) slot - 1);
            }
        }
    }

    private int slot(byte[] bytes, int at) {
        long hash = ByteHash.of(bytes, at, LENGTH);
        int mask = slots.length - 1;
        for (int slot = (int) hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int start = ((int) slots[slot] - 1) * LENGTH;
            if (((slots[slot] ^ hash) >>> 32) == 0
                    && Arrays.equals(data, start, start + LENGTH, bytes, at, at + LENGTH)) {
                return slot;
            }
        }
        return NONE;
    }

    private void place(int number) {
        long hash = ByteHash.of(data, number * LENGTH, LENGTH);
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = (hash & 0xffffffff00000000L) | (number + 1);
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long slot : before) {
            if (slot != 0) {
                place((int) slot - 1);
            }
        }
    }

    /** Frees a slot and moves back what was pushed past it, so that probing still ends at the first free slot. */
    private void close(int slot) {
        int mask = slots.length - 1;
        int hole = slot;
        for (int next = (hole + 1) & mask; slots[next] != 0; next = (next + 1) & mask) {
            int home = (int) ByteHash.of(data, ((int) slots[next] - 1) * LENGTH, LENGTH) & mask;
            boolean mayMove = hole <= next ? (home <= hole || home > next) : (home <= hole && home > next);
            if (mayMove) {
                slots[hole] = slots[next];
                hole = next;
            }
        }
        slots[hole] = 0;
    }
}
