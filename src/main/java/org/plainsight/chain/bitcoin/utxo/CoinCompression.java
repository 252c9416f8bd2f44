package org.plainsight.chain.bitcoin.utxo;

import java.math.BigInteger;
import java.util.Optional;

/** Bitcoin Core's compressed amounts ({@code compressor.cpp}) and the square root behind its compressed public keys. */
final class CoinCompression {

    /** Above the compressed form of 21 million BTC, which is just below nine times the amount. */
    private static final long MAX_COMPRESSED = 20_000_000_000_000_000L;

    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final BigInteger FIELD = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.valueOf(0x1000003D1L));
    private static final BigInteger ROOT = FIELD.add(BigInteger.ONE).shiftRight(2);
    private static final BigInteger SEVEN = BigInteger.valueOf(7);

    private CoinCompression() {}

    /** The amount in satoshi; -1 when it is far above all the money there is. */
    static long amount(long compressed) {
        if (compressed == 0) {
            return 0;
        }
        if (compressed > MAX_COMPRESSED) {
            return -1;
        }
        long rest = compressed - 1;
        int exponent = (int) (rest % 10);
        rest /= 10;
        long digits = exponent < 9 ? rest / 9 * 10 + rest % 9 + 1 : rest + 1;
        // at most 2·10^15 · 10^9, so check before multiplying
        return digits > Long.MAX_VALUE / POWERS[exponent] ? -1 : digits * POWERS[exponent];
    }

    /** The other way, for those who write snapshots. */
    static long compressed(long amount) {
        if (amount == 0) {
            return 0;
        }
        long rest = amount;
        int exponent = 0;
        while (rest % 10 == 0 && exponent < 9) {
            rest /= 10;
            exponent++;
        }
        return exponent < 9 ? 1 + (rest / 10 * 9 + rest % 10 - 1) * 10 + exponent : 1 + (rest - 1) * 10 + 9;
    }

    /** The y of a point of secp256k1, 32 bytes; empty when there is none for this x. */
    static Optional<byte[]> y(byte[] bytes, int at, boolean odd) {
        byte[] own = new byte[32];
        System.arraycopy(bytes, at, own, 0, 32);
        BigInteger x = new BigInteger(1, own);
        BigInteger square = x.modPow(BigInteger.valueOf(3), FIELD).add(SEVEN).mod(FIELD);
        BigInteger y = square.modPow(ROOT, FIELD);
        if (x.compareTo(FIELD) >= 0 || !y.multiply(y).mod(FIELD).equals(square)) {
            return Optional.empty();
        }
        BigInteger wanted = y.testBit(0) == odd ? y : FIELD.subtract(y);
        byte[] big = wanted.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, big.length);
        System.arraycopy(big, big.length - length, fixed, 32 - length, length);
        return Optional.of(fixed);
    }
}
