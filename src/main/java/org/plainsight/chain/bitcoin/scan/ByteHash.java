package org.plainsight.chain.bitcoin.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * A fast hash for tables in memory. It has a secret, so that nobody can mine transaction ids that fall into one place of a
 * table.
 */
final class ByteHash {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SECRET = new SecureRandom().nextLong();
    /** The odd constants of xxHash64. */
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;

    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

    private ByteHash() {}

    static long of(byte[] bytes, int at, int length) {
        long hash = SECRET + length * PRIME_1;
        int last = at + length - Long.BYTES;
        if (last < at) {
            long word = 0;
            for (int i = 0; i < length; i++) {
                word = (word << 8) | (bytes[at + i] & 0xff);
            }
            return mix(hash, word);
        }
        for (int i = at; i < last; i += Long.BYTES) {
            hash = mix(hash, (long) LONG.get(bytes, i));
        }
        return mix(hash, (long) LONG.get(bytes, last));
    }

    private static long mix(long hash, long word) {
        long mixed = (hash ^ word) * PRIME_2;
        return (mixed ^ (mixed >>> 32)) * PRIME_1;
    }
}
