package org.plainsight.signature;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The curve of RFC 8032 section 5.1 in its textbook form, slow and short, to make what no honest signer makes. */
record EdwardsPoint(BigInteger x, BigInteger y) {

    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    static final EdwardsPoint NEUTRAL = new EdwardsPoint(BigInteger.ZERO, BigInteger.ONE);
    static final EdwardsPoint BASE = withY(BigInteger.valueOf(4).multiply(inverse(BigInteger.valueOf(5))));

    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(inverse(BigInteger.valueOf(121_666)))
            .mod(P);

    /** Of order 8: a point of the whole curve, times the order of the large subgroup. */
    static EdwardsPoint ofOrderEight() {
        for (long y = 2; ; y++) {
            EdwardsPoint point = withY(BigInteger.valueOf(y));
            EdwardsPoint small = point == null ? NEUTRAL : point.times(ORDER);
            if (!small.times(BigInteger.valueOf(4)).equals(NEUTRAL)) {
                return small;
            }
        }
    }

    /** The one with even x; null where there is none. */
    private static EdwardsPoint withY(BigInteger y) {
        BigInteger d = BigInteger.valueOf(-121_665).multiply(inverse(BigInteger.valueOf(121_666)));
        BigInteger square = y.pow(2)
                .subtract(BigInteger.ONE)
                .multiply(inverse(y.pow(2).multiply(d).add(BigInteger.ONE)))
                .mod(P);
        BigInteger root = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!root.pow(2).mod(P).equals(square)) {
            root = root.multiply(
                            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P))
                    .mod(P);
        }
        if (!root.pow(2).mod(P).equals(square)) {
            return null;
        }
        return new EdwardsPoint(root.testBit(0) ? P.subtract(root) : root, y.mod(P));
    }

    private static BigInteger inverse(BigInteger number) {
        return number.modInverse(P);
    }

    EdwardsPoint plus(EdwardsPoint other) {
        BigInteger cross = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y);
        BigInteger newX = x.multiply(other.y).add(other.x.multiply(y)).multiply(inverse(BigInteger.ONE.add(cross)));
        BigInteger newY =
                y.multiply(other.y).add(x.multiply(other.x)).multiply(inverse(BigInteger.ONE.subtract(cross)));
        return new EdwardsPoint(newX.mod(P), newY.mod(P));
    }

    EdwardsPoint times(BigInteger factor) {
        EdwardsPoint sum = NEUTRAL;
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            sum = sum.plus(sum);
            if (factor.testBit(bit)) {
                sum = sum.plus(this);
            }
        }
        return sum;
    }

    byte[] encoded() {
        byte[] bytes = littleEndian(y);
        if (x.testBit(0)) {
            bytes[31] |= (byte) 0x80;
        }
        return bytes;
    }

    static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    /** The challenge of a signature: SHA-512 of commitment, key and message, below the order. */
    static BigInteger challenge(byte[] commitment, byte[] key, byte[] message) {
        try {
            MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
            sha512.update(commitment);
            sha512.update(key);
            byte[] digest = sha512.digest(message);
            byte[] bigEndian = new byte[digest.length];
            for (int i = 0; i < digest.length; i++) {
                bigEndian[i] = digest[digest.length - 1 - i];
            }
            return new BigInteger(1, bigEndian).mod(ORDER);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Commitment and scalar, for whoever knows both secrets.
     *
     * @param added to the scalar, which the equation does not notice when it is the order
     */
    static byte[] signature(
            byte[] commitment, BigInteger nonce, byte[] key, BigInteger secret, byte[] message, BigInteger added) {
        BigInteger scalar = nonce.add(challenge(commitment, key, message).multiply(secret))
                .mod(ORDER)
                .add(added);
        byte[] signature = Arrays.copyOf(commitment, 64);
        System.arraycopy(littleEndian(scalar), 0, signature, 32, 32);
        return signature;
    }
}
