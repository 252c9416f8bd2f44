package org.plainsight.liabilities.balances;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
    private static final int LONGEST = Accounts.ID_BYTES + 1 + 64;

    private final Shard[] shards = new Shard[SHARDS];
    private final Arena memory;

    AccountShards(Arena memory) {
        this.memory = memory;
        Arrays.setAll(shards, Shard::new);
    }

    /** FNV-1a, mixed; collisions only cost time. */
    static long hash(byte[] bytes, int from, int to) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        return hash * 0x9e3779b97f4a7c15L;
    }

    /** The account's number as met, or −1 where it was met with another ID digest. */
    int meet(byte[] text, int from, int to, byte[] id) {
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

    int length(int number) {
        return shard(number).length(number >>> SHARD_BITS);
    }

    /** Copies the reference and answers its length. */
    int copyReference(int number, byte[] to) {
        Shard shard = shard(number);
        int local = number >>> SHARD_BITS;
        MemorySegment chunk = shard.segment(local);
        int at = shard.offset(local) + 32;
        int length = chunk.get(ValueLayout.JAVA_BYTE, at);
        MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, at + 1L, to, 0, length);
        return length;
    }

    void copyReference(int number, MemorySegment to, long at) {
        Shard shard = shard(number);
        int local = number >>> SHARD_BITS;
        MemorySegment.copy(shard.segment(local), shard.offset(local) + 33, to, at, shard.length(local));
    }

    void copyId(int number, MemorySegment to, long at) {
        Shard shard = shard(number);
        int local = number >>> SHARD_BITS;
        MemorySegment.copy(shard.segment(local), shard.offset(local), to, at, Accounts.ID_BYTES);
    }

    private Shard shard(int number) {
        return shards[number & (SHARDS - 1)];
    }

    /** Records of {@code id[32] | length u8 | reference}, and a table of their numbers beside a part of their hashes. */
    private final class Shard {
        private final int shard;
        private final List<MemorySegment> chunks = new ArrayList<>();
        private int filled;
        private int room;
        private long[] places = new long[1 << 8];
        private long[] table = new long[1 << 9];
        private int count;

        Shard(int shard) {
            this.shard = shard;
        }

        synchronized int meet(long hash, byte[] text, int from, int to, byte[] id) {
            int mask = table.length - 1;
            long tag = hash & 0xffffffff00000000L;
            int slot = (int) hash & mask;
            while (table[slot] != 0) {
                int local = (int) table[slot] - 1;
                if ((table[slot] & 0xffffffff00000000L) == tag && isReference(local, text, from, to)) {
                    return isId(local, id) ? (local << SHARD_BITS) | shard : -1;
                }
                slot = (slot + 1) & mask;
            }
            table[slot] = tag | ++count;
            put(text, from, to, id);
            if (count * 2 > table.length) {
                grow();
            }
            return ((count - 1) << SHARD_BITS) | shard;
        }

        private void put(byte[] text, int from, int to, byte[] id) {
            if (filled + LONGEST > room) {
                room = FIRST_CHUNK << Math.min(CHUNK_DOUBLINGS, chunks.size());
                synchronized (memory) {
                    chunks.add(memory.allocate(room));
                }
                filled = 0;
            }
            if (count > places.length) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            places[count - 1] = (long) (chunks.size() - 1) << 32 | filled;
            MemorySegment chunk = chunks.getLast();
            MemorySegment.copy(id, 0, chunk, ValueLayout.JAVA_BYTE, filled, id.length);
            chunk.set(ValueLayout.JAVA_BYTE, filled + id.length, (byte) (to - from));
            MemorySegment.copy(text, from, chunk, ValueLayout.JAVA_BYTE, filled + id.length + 1, to - from);
            filled += id.length + 1 + to - from;
        }

        /** The lower half of a hash is not kept, so the records are hashed again. */
        private void grow() {
            long[] old = table;
            table = new long[2 * old.length];
            byte[] text = new byte[64];
            for (long entry : old) {
                if (entry != 0) {
                    int local = (int) entry - 1;
                    int length = length(local);
                    MemorySegment.copy(segment(local), ValueLayout.JAVA_BYTE, offset(local) + 33L, text, 0, length);
                    int slot = (int) hash(text, 0, length) & table.length - 1;
                    while (table[slot] != 0) {
                        slot = (slot + 1) & table.length - 1;
                    }
                    table[slot] = entry;
                }
            }
        }

        private boolean isReference(int local, byte[] text, int from, int to) {
            if (length(local) != to - from) {
                return false;
            }
            MemorySegment chunk = segment(local);
            int at = offset(local) + 33;
            for (int i = from; i < to; i++) {
                if (chunk.get(ValueLayout.JAVA_BYTE, at + i - from) != text[i]) {
                    return false;
                }
            }
            return true;
        }

        private boolean isId(int local, byte[] id) {
            MemorySegment chunk = segment(local);
            int at = offset(local);
            for (int i = 0; i < id.length; i++) {
                if (chunk.get(ValueLayout.JAVA_BYTE, at + i) != id[i]) {
                    return false;
                }
            }
            return true;
        }

        private int length(int local) {
            return segment(local).get(ValueLayout.JAVA_BYTE, offset(local) + 32L);
        }

        private MemorySegment segment(int local) {
            return chunks.get((int) (places[local] >>> 32));
        }

        private int offset(int local) {
            return (int) places[local];
        }
    }
}
