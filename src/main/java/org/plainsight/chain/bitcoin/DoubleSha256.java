package org.plainsight.chain.bitcoin;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of SHA-256, and its two spellings: bytes as hashed, and reversed hex as explorers print it. Not thread-safe. */
public final class DoubleSha256 {

    public static final int LENGTH = 32;
    private final MessageDigest digest;

    public DoubleSha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** Ends the message and writes its hash. */
    public void finish(byte[] target, int offset) {
        try {
            digest.digest(target, offset, LENGTH);
            digest.update(target, offset, LENGTH);
            digest.digest(target, offset, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("no room for a hash at " + offset, e);
        }
    }

    public static String hashOf(byte[] bytes, int offset, int length) {
        DoubleSha256 sha = new DoubleSha256();
        sha.update(bytes, offset, length);
        byte[] hash = new byte[LENGTH];
        sha.finish(hash, 0);
        return display(hash, 0);
    }

    /** Reversed, in hex. */
    public static String display(byte[] bytes, int offset) {
        byte[] reversed = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            reversed[i] = bytes[offset + LENGTH - 1 - i];
        }
        return HexFormat.of().formatHex(reversed);
    }

    /** The bytes as hashed, from the spelling of explorers. */
    public static byte[] parse(String display) {
        byte[] reversed = HexFormat.of().parseHex(display);
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[i] = reversed[LENGTH - 1 - i];
        }
        return bytes;
    }
}
