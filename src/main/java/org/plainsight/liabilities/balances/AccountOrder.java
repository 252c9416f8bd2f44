package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Accounts as met, in the order of their references' UTF-8 bytes: eight bytes behind what all begin with are sorted by
 * radix, and only what agrees in those is compared whole.
 */
final class AccountOrder {

    private static final int DIGIT_BITS = 11;
    private static final int KEY_BYTES = 8;
    private static final int LONGEST = 64;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final AccountShards accounts;
    private final int size;
    private int[] order;
    private long[] keys;
    private int prefix;

    AccountOrder(AccountShards accounts) {
        this.accounts = accounts;
        this.size = accounts.size();
        this.order = new int[size];
        this.keys = new long[size];
        int numbers = accounts.numbers();
        for (int number = 0, i = 0; number < numbers; number++) {
            if (accounts.isMet(number)) {
                order[i++] = number;
            }
        }
        this.prefix = commonPrefix();
        byte[] text = new byte[LONGEST + KEY_BYTES];
        for (int i = 0; i < size; i++) {
            int length = accounts.copyReference(order[i], text);
            Arrays.fill(text, length, length + KEY_BYTES, (byte) 0);
            keys[i] = (long) LONGS.get(text, prefix);
        }
        radix();
        ties();
    }

    private int commonPrefix() {
        byte[] first = new byte[LONGEST];
        byte[] other = new byte[LONGEST];
        int common = accounts.copyReference(order[0], first);
        for (int i = 1; i < size && common > 0; i++) {
            int length = Math.min(common, accounts.copyReference(order[i], other));
            int differs = Arrays.mismatch(first, 0, length, other, 0, length);
            common = differs < 0 ? length : differs;
        }
        return common;
    }

    private void radix() {
        long[] otherKeys = new long[size];
        int[] other = new int[size];
        int[] starts = new int[1 << DIGIT_BITS];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            Arrays.fill(starts, 0);
            for (long key : keys) {
                starts[digit(key, shift)]++;
            }
            if (starts[digit(keys[0], shift)] == size) {
                continue;
            }
            for (int d = 0, at = 0; d < starts.length; d++) {
                int count = starts[d];
                starts[d] = at;
                at += count;
            }
            for (int i = 0; i < size; i++) {
                int to = starts[digit(keys[i], shift)]++;
                otherKeys[to] = keys[i];
                other[to] = order[i];
            }
            long[] k = keys;
            keys = otherKeys;
            otherKeys = k;
            int[] o = order;
            order = other;
            other = o;
        }
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & ((1 << DIGIT_BITS) - 1);
    }

    private void ties() {
        for (int from = 0; from < size; ) {
            int to = from + 1;
            while (to < size && keys[to] == keys[from]) {
                to++;
            }
            if (to - from > 1) {
                Integer[] tied = new Integer[to - from];
                for (int i = from; i < to; i++) {
                    tied[i - from] = order[i];
                }
                Arrays.sort(tied, this::compare);
                for (int i = from; i < to; i++) {
                    order[i] = tied[i - from];
                }
            }
            from = to;
        }
    }

    private int compare(int one, int other) {
        byte[] a = new byte[LONGEST];
        byte[] b = new byte[LONGEST];
        return Arrays.compareUnsigned(a, 0, accounts.copyReference(one, a), b, 0, accounts.copyReference(other, b));
    }

    /** The final number of each account, by its number as met. */
    int[] ranks() {
        int[] ranks = new int[accounts.numbers()];
        for (int i = 0; i < size; i++) {
            ranks[order[i]] = i;
        }
        return ranks;
    }

    Accounts accounts(Arena memory) {
        long bytes = size;
        for (int number : order) {
            bytes += accounts.length(number);
        }
        MemorySegment references;
        MemorySegment ends;
        MemorySegment ids;
        synchronized (memory) {
            references = memory.allocate(bytes);
            ends = memory.allocate(ValueLayout.JAVA_LONG, size);
            ids = memory.allocate((long) size * Accounts.ID_BYTES);
        }
        long at = 0;
        for (int i = 0; i < size; i++) {
            accounts.copyReference(order[i], references, at);
            at += accounts.length(order[i]);
            ends.setAtIndex(ValueLayout.JAVA_LONG, i, at);
            references.set(ValueLayout.JAVA_BYTE, at++, (byte) '\n');
            accounts.copyId(order[i], ids, (long) i * Accounts.ID_BYTES);
        }
        return new Accounts(size, references, ends, ids);
    }
}
