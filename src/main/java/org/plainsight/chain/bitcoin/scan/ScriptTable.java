package org.plainsight.chain.bitcoin.scan;

import java.util.Arrays;

/**
 * A set of scripts, numbered from 0, with one question asked for every output of a chain: is this one of them? Almost
 * always it is not, which a small bit filter says without leaving the processor's cache. Not thread-safe.
 */
public final class ScriptTable {

    private static final int FILTER_BITS_PER_SLOT = 4;

    private int count;
    /** Script n lies from {@code ends[n-1]} to {@code ends[n]}. */
    private byte[] data = new byte[1 << 10];

    private int[] ends = new int[1 << 5];
    /** Of each slot: the upper half of the hash, and the script's number plus one; 0 when free. */
    private long[] slots = new long[1 << 6];

    private long[] filter = new long[1 << 6];

    public int size() {
        return count;
    }

    /** The script's number; a new one when it is not there yet. */
    public int add(byte[] script) {
        int known = find(script, 0, script.length);
        if (known >= 0) {
            return known;
        }
        int start = start(count);
        if (start + script.length > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, start + script.length));
        }
        System.arraycopy(script, 0, data, start, script.length);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count] = start + script.length;
        count++;
        if (count * 2 > slots.length) {
            grow();
        } else {
            place(count - 1);
        }
        return count - 1;
    }

    /** The script's number; -1 when it is not here. */
    public int find(byte[] bytes, int at, int length) {
        long hash = ByteHash.of(bytes, at, length);
        int bit = (int) hash & (filter.length * Long.SIZE - 1);
        if ((filter[bit >>> 6] & (1L << bit)) == 0) {
            return -1;
        }
        int mask = slots.length - 1;
        for (int slot = (int) hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int number = (int) slots[slot] - 1;
            if (((slots[slot] ^ hash) >>> 32) == 0 && isAt(number, bytes, at, length)) {
                return number;
            }
        }
        return -1;
    }

    public byte[] script(int number) {
        return Arrays.copyOfRange(data, start(number), ends[number]);
    }

    private boolean isAt(int number, byte[] bytes, int at, int length) {
        return Arrays.equals(data, start(number), ends[number], bytes, at, at + length);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private void grow() {
        slots = new long[slots.length * 2];
        filter = new long[slots.length * FILTER_BITS_PER_SLOT / Long.SIZE];
        for (int i = 0; i < count; i++) {
            place(i);
        }
    }

    private void place(int number) {
        long hash = ByteHash.of(data, start(number), ends[number] - start(number));
        int bit = (int) hash & (filter.length * Long.SIZE - 1);
        filter[bit >>> 6] |= 1L << bit;
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = (hash & 0xffffffff00000000L) | (number + 1);
    }
}
