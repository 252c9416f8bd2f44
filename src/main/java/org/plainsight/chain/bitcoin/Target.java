package org.plainsight.chain.bitcoin;

import java.math.BigInteger;

/**
 * The number a block's hash must not exceed, and its short form nBits. As Bitcoin Core's {@code arith_uint256::SetCompact}.
 */
public record Target(BigInteger value) {

    private static final BigInteger TWO_256 = BigInteger.ONE.shiftLeft(256);

    public Target {
        if (value.signum() <= 0 || value.bitLength() > 256) {
            throw new MalformedBlockException("a target outside 1..2^256-1");
        }
    }

    /** @throws MalformedBlockException when the bits say zero, a negative number or one above 256 bits */
    public static Target ofBits(long bits) {
        int size = (int) (bits >>> 24);
        long word = bits & 0x007fffffL;
        if (word != 0 && (bits & 0x00800000L) != 0) {
            throw new MalformedBlockException("a negative target: nBits " + Long.toHexString(bits));
        }
        BigInteger value = BigInteger.valueOf(size <= 3 ? word >>> (8 * (3 - size)) : word);
        return new Target(size <= 3 ? value : value.shiftLeft(8 * (size - 3)));
    }

    /** The short form; low bits are lost. */
    public long toBits() {
        int size = (value.bitLength() + 7) / 8;
        long word = size <= 3
                ? value.longValueExact() << (8 * (3 - size))
                : value.shiftRight(8 * (size - 3)).longValueExact();
        if ((word & 0x00800000L) != 0) {
            word >>>= 8;
            size++;
        }
        return word | (long) size << 24;
    }

    /** Hashes expected to be tried for one block: 2^256 / (target + 1). */
    public BigInteger work() {
        return TWO_256.divide(value.add(BigInteger.ONE));
    }

    /** @param hash as explorers print it */
    public boolean isMetBy(String hash) {
        return new BigInteger(hash, 16).compareTo(value) <= 0;
    }

    /** Scaled by the time a period of blocks took, within a factor of four, at most the limit. */
    Target retargeted(long tookSeconds, long wantedSeconds, Target limit) {
        long took = Math.clamp(tookSeconds, wantedSeconds / 4, wantedSeconds * 4);
        BigInteger scaled = value.multiply(BigInteger.valueOf(took)).divide(BigInteger.valueOf(wantedSeconds));
        return scaled.compareTo(limit.value) > 0 ? limit : new Target(scaled);
    }
}
