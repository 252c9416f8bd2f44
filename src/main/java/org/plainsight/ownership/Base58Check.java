package org.plainsight.ownership;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** Base58 with a four-byte checksum, as Bitcoin, its kin and TRON write addresses. */
public final class Base58Check {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final int LENGTH_MAX = 120;

    private Base58Check() {}

    /** The payload without its checksum (version byte first); empty when the text is no such address. */
    public static Optional<byte[]> decode(String text) {
        return bytes(text).filter(all -> all.length >= 5).flatMap(all -> {
            byte[] payload = Arrays.copyOf(all, all.length - 4);
            return Arrays.equals(checksum(payload), Arrays.copyOfRange(all, payload.length, all.length))
                    ? Optional.of(payload)
                    : Optional.empty();
        });
    }

    /** With the checksum behind it. */
    public static String encode(byte[] payload) {
        byte[] all = Arrays.copyOf(payload, payload.length + 4);
        System.arraycopy(checksum(payload), 0, all, payload.length, 4);
        StringBuilder text = new StringBuilder();
        BigInteger value = new BigInteger(1, all);
        while (value.signum() > 0) {
            BigInteger[] parts = value.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(parts[1].intValue()));
            value = parts[0];
        }
        for (int i = 0; i < all.length && all[i] == 0; i++) {
            text.append('1');
        }
        return text.reverse().toString();
    }

    /** What stands in Base58 without any checksum; empty when the text is none. */
    public static Optional<byte[]> bytes(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == '1') {
            zeros++;
        }
        byte[] magnitude = value.signum() == 0 ? new byte[0] : unsigned(value);
        byte[] all = new byte[zeros + magnitude.length];
        System.arraycopy(magnitude, 0, all, zeros, magnitude.length);
        return Optional.of(all);
    }

    private static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static byte[] checksum(byte[] payload) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Arrays.copyOf(sha256.digest(sha256.digest(payload)), 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
