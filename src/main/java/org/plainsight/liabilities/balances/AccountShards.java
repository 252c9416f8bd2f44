package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The accounts of a file with their ID digests, outside the heap, met by several threads at once: a hash table in shards,
 * each behind its own lock. A number is given to each account as met; which one depends on the threads, and is never seen
 * outside: in the end accounts are ordered by their references.
 */
final class AccountShards {

    static final int SHARD_BITS = 6;
    private static final int SHARDS = 1 << SHARD_BITS;
    private static final int FIRST_CHUNK = 1 << 12;
    private static final int CHUNK_DOUBLINGS = 8;
    private static final long UPPER_HALF = 0xffffffff00000000L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Where the reference stands in a record. */
    static final int REFERENCE = Accounts.ID_BYTES + 1;

    static final int LONGEST = REFERENCE + 64;

    private final Shard[] shards = new Shard[SHARDS];
    private final Arena memory;

    AccountShards(Arena memory) {
        this.memory = memory;
        Arrays.setAll(shards, Shard::new);
    }

    /** Eight bytes at a time; collisions only cost time. */
    static long hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ (long) LONGS.get(bytes, at) * 0x9e3779b97f4a7c15L, 29) * 0xbf58476d1ce4e5b9L;
        }
        for (; at < to; at++) {
            hash = (hash ^ bytes[at]) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        return hash * 0x9e3779b97f4a7c15L;
    }

    /**
     * Ledgers that go asset by asset name accounts in the same order each time: whoever stood behind the previous account
     * before is looked at first, which saves three visits to main memory.
     *
     * @param previous the number of the account before this one in the file; −1 where none is known
     * @return the account's number as met, or −1 where it was met with another ID digest
     */
    int meet(int previous, byte[] text, int from, int to, byte[] id) {
        if (previous < 0) {
            return meet(text, from, to, id);
        }
        int guess = shard(previous).follower(previous >>> SHARD_BITS);
        if (guess >= 0 && shard(guess).is(guess >>> SHARD_BITS, text, from, to, id)) {
            return guess;
        }
        int met = meet(text, from, to, id);
        shard(previous).follow(previous >>> SHARD_BITS, met);
        return met;
    }

    private int meet(byte[] text, int from, int to, byte[] id) {
        long hash = hash(text, from, to);
        return shards[(int) (hash >>> (64 - SHARD_BITS))].meet(hash, text, from, to, id);
    }

    int size() {
        return Math.toIntExact(Arrays.stream(shards).mapToLong(s -> s.count).sum());
    }

    /** One more than the largest number given. */
    int numbers() {
        return Math.multiplyExact(
                Arrays.stream(shards).mapToInt(s -> s.count).max().orElse(0), SHARDS);
    }

    boolean isMet(int number) {
        return number >>> SHARD_BITS < shards[number & (SHARDS - 1)].count;
    }

    /** Of an account's reference, without a look at its record. */
    int length(int number) {
        return shard(number).lengths[number >>> SHARD_BITS];
    }

    /** The same from the record. */
    int recordedLength(int number) {
        return shard(number).recordedLength(number >>> SHARD_BITS);
    }

    /** How many bytes all references begin with alike; there must be one. */
    int commonPrefix() {
        List<Shard> met = Arrays.stream(shards).filter(s -> s.count > 0).toList();
        byte[] first = met.getFirst().first;
        return met.stream()
                .mapToInt(s -> Math.min(s.common, alike(first, first.length, s.first, 0, s.first.length)))
                .min()
                .orElseThrow();
    }

    /** How many of the first bytes of {@code known} are those of a text too. */
    private static int alike(byte[] known, int bytes, byte[] text, int from, int length) {
        int least = Math.min(bytes, length);
        int differs = Arrays.mismatch(known, 0, least, text, from, from + least);
        return differs < 0 ? least : differs;
    }

    /** Copies {@code id[32] | length u8 | reference} and answers the reference's length. */
    int copyRecord(int number, byte[] to) {
        return shard(number).copyRecord(number >>> SHARD_BITS, to);
    }

    private Shard shard(int number) {
        return shards[number & (SHARDS - 1)];
    }

    /** Records, and a table of their numbers beside the upper halves of their hashes. */
    private final class Shard {
        private final int shard;
        private final List<MemorySegment> chunks = new ArrayList<>();
        private MemorySegment last = MemorySegment.NULL;
        private int filled;
        private int room;
        private long[] places = new long[1 << 8];
        private long[] table = new long[1 << 9];
        private byte[] lengths = new byte[1 << 8];
        /** The number of who stood behind an account last; −1 until somebody did. */
        private int[] followers = new int[1 << 8];

        private byte[] first = {};
        private int common;
        private int count;

        Shard(int shard) {
            this.shard = shard;
        }

        synchronized int meet(long hash, byte[] text, int from, int to, byte[] id) {
            int mask = table.length - 1;
            int slot = slot(hash, mask);
            while (table[slot] != 0) {
                int local = (int) table[slot] - 1;
                if ((table[slot] ^ hash) >>> 32 == 0 && isReference(local, text, from, to)) {
                    return isId(local, id) ? (local << SHARD_BITS) | shard : -1;
                }
                slot = (slot + 1) & mask;
            }
            table[slot] = (hash & UPPER_HALF) | ++count;
            put(text, from, to, id);
            if (count * 2 > table.length) {
                grow();
            }
            return ((count - 1) << SHARD_BITS) | shard;
        }

        synchronized int follower(int local) {
            return followers[local];
        }

        synchronized void follow(int local, int number) {
            followers[local] = number;
        }

        synchronized boolean is(int local, byte[] text, int from, int to, byte[] id) {
            return isReference(local, text, from, to) && isId(local, id);
        }

        private void put(byte[] text, int from, int to, byte[] id) {
            if (filled + LONGEST > room) {
                room = FIRST_CHUNK << Math.min(CHUNK_DOUBLINGS, chunks.size());
                synchronized (memory) {
                    last = memory.allocate(room);
                }
                chunks.add(last);
                filled = 0;
            }
            if (count > places.length) {
                places = Arrays.copyOf(places, 2 * places.length);
                lengths = Arrays.copyOf(lengths, places.length);
                followers = Arrays.copyOf(followers, places.length);
            }
            followers[count - 1] = -1;
            if (count == 1) {
                first = Arrays.copyOfRange(text, from, to);
                common = first.length;
            }
            common = alike(first, common, text, from, to - from);
            lengths[count - 1] = (byte) (to - from);
            places[count - 1] = (long) (chunks.size() - 1) << 32 | filled;
            MemorySegment.copy(id, 0, last, ValueLayout.JAVA_BYTE, filled, id.length);
            last.set(ValueLayout.JAVA_BYTE, filled + id.length, (byte) (to - from));
            MemorySegment.copy(text, from, last, ValueLayout.JAVA_BYTE, filled + REFERENCE, to - from);
            filled += REFERENCE + to - from;
        }

        private void grow() {
            long[] old = table;
            table = new long[2 * old.length];
            int mask = table.length - 1;
            for (long entry : old) {
                if (entry != 0) {
                    int slot = slot(entry, mask);
                    while (table[slot] != 0) {
                        slot = (slot + 1) & mask;
                    }
                    table[slot] = entry;
                }
            }
        }

        private boolean isReference(int local, byte[] text, int from, int to) {
            MemorySegment chunk = segment(local);
            int at = offset(local) + REFERENCE;
            int length = to - from;
            if (chunk.get(ValueLayout.JAVA_BYTE, at - 1) != length) {
                return false;
            }
            int i = 0;
            for (; i + Long.BYTES <= length; i += Long.BYTES) {
                if (chunk.get(ValueLayout.JAVA_LONG_UNALIGNED, at + i) != (long) LONGS.get(text, from + i)) {
                    return false;
                }
            }
            for (; i < length; i++) {
                if (chunk.get(ValueLayout.JAVA_BYTE, at + i) != text[from + i]) {
                    return false;
                }
            }
            return true;
        }

        private boolean isId(int local, byte[] id) {
            MemorySegment chunk = segment(local);
            int at = offset(local);
            for (int i = 0; i < id.length; i += Long.BYTES) {
                if (chunk.get(ValueLayout.JAVA_LONG_UNALIGNED, at + i) != (long) LONGS.get(id, i)) {
                    return false;
                }
            }
            return true;
        }

        int recordedLength(int local) {
            return segment(local).get(ValueLayout.JAVA_BYTE, offset(local) + REFERENCE - 1L);
        }

        int copyRecord(int local, byte[] to) {
            MemorySegment chunk = segment(local);
            int at = offset(local);
            int length = chunk.get(ValueLayout.JAVA_BYTE, at + REFERENCE - 1);
            MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, at, to, 0, REFERENCE + length);
            return length;
        }

        private MemorySegment segment(int local) {
            return chunks.get((int) (places[local] >>> 32));
        }

        private int offset(int local) {
            return (int) places[local];
        }
    }

    /** By the kept half of the hash, so that a table grows without a look at the records. */
    private static int slot(long hash, int mask) {
        return (int) (hash >>> 32) & mask;
    }
}
