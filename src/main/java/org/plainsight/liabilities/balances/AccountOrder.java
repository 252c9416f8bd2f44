package org.plainsight.liabilities.balances;

import static org.plainsight.liabilities.balances.AccountShards.LONGEST;
import static org.plainsight.liabilities.balances.AccountShards.REFERENCE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.plainsight.merkle.batch.Workers;

/**
 * Accounts as met, in the order of their references' UTF-8 bytes: of eight bytes behind what all begin with, those bits
 * that differ at all are sorted by radix, and only what agrees in those is compared whole.
 */
final class AccountOrder {

    private static final int DIGIT_BITS = 11;
    private static final int RANGE = 1 << 14;
    private static final int AHEAD = 32;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final AccountShards accounts;
    private final Workers workers;
    private final int size;
    private int[] order;
    private long[] keys;

    AccountOrder(AccountShards accounts, Workers workers) {
        this.accounts = accounts;
        this.workers = workers;
        this.size = accounts.size();
        this.order = new int[size];
        this.keys = new long[size];
        int numbers = accounts.numbers();
        for (int number = 0, i = 0; number < numbers; number++) {
            if (accounts.isMet(number)) {
                order[i++] = number;
            }
        }
        readKeys(accounts.commonPrefix());
        radix();
        ties();
    }

    private int ranges() {
        return (size + RANGE - 1) / RANGE;
    }

    private int end(int range) {
        return (int) Math.min(size, (range + 1L) * RANGE);
    }

    private void readKeys(int prefix) {
        AtomicLong differing = new AtomicLong();
        int from = REFERENCE + prefix;
        workers.run(ranges(), () -> {
            byte[] record = new byte[LONGEST + Long.BYTES];
            return range -> {
                long differs = 0;
                for (int i = range * RANGE; i < end(range); i++) {
                    int to = REFERENCE + accounts.copyRecord(order[i], record);
                    Arrays.fill(record, to, to + Long.BYTES, (byte) 0);
                    keys[i] = (long) LONGS.get(record, from);
                    differs |= keys[i] ^ keys[range * RANGE];
                }
                long found = differs;
                differing.accumulateAndGet(found, (a, b) -> a | b);
            };
        });
        long mask = differing.get();
        for (int range = 0; range < ranges(); range++) {
            mask |= keys[0] ^ keys[range * RANGE];
        }
        for (int i = 0; i < size; i++) {
            keys[i] = Long.compress(keys[i], mask);
        }
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
        int aEnd = REFERENCE + accounts.copyRecord(one, a);
        int bEnd = REFERENCE + accounts.copyRecord(other, b);
        return Arrays.compareUnsigned(a, REFERENCE, aEnd, b, REFERENCE, bEnd);
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
        long[] starts = new long[ranges() + 1];
        for (int range = 0; range < ranges(); range++) {
            long bytes = starts[range];
            for (int i = range * RANGE; i < end(range); i++) {
                bytes += accounts.length(order[i]) + 1;
            }
            starts[range + 1] = bytes;
        }
        List<MemorySegment> made = ClearedMemory.allocate(
                memory, workers, (long) size * Accounts.ID_BYTES, starts[ranges()], (long) size * Long.BYTES);
        MemorySegment ids = made.get(0);
        MemorySegment references = made.get(1);
        MemorySegment ends = made.get(2);
        workers.run(ranges(), () -> {
            byte[] record = new byte[LONGEST + 1];
            return range -> {
                long at = starts[range];
                for (int i = range * RANGE; i < end(range); i++) {
                    if (i % AHEAD == 0) {
                        fetch(i, Math.min(end(range), i + AHEAD));
                    }
                    int length = accounts.copyRecord(order[i], record);
                    record[REFERENCE + length] = '\n';
                    MemorySegment.copy(record, REFERENCE, references, ValueLayout.JAVA_BYTE, at, length + 1);
                    MemorySegment.copy(
                            record, 0, ids, ValueLayout.JAVA_BYTE, (long) i * Accounts.ID_BYTES, Accounts.ID_BYTES);
                    at += length + 1;
                    ends.setAtIndex(ValueLayout.JAVA_LONG, i, at - 1);
                }
            };
        });
        return new Accounts(size, references, ends, ids);
    }

    /** Looks at some records at once, so that main memory is asked for all of them and not for one after the other. */
    private void fetch(int from, int to) {
        int differing = 0;
        for (int i = from; i < to; i++) {
            differing |= accounts.recordedLength(order[i]) ^ accounts.length(order[i]);
        }
        if (differing != 0) {
            throw new IllegalStateException("an account's record changed while it was read");
        }
    }
}
