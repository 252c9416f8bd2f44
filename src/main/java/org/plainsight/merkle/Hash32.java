package org.plainsight.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An immutable 32-byte hash. Equality takes the same time whatever the bytes are. */
public final class Hash32 {

    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Hash32(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies {@code bytes}, which are exactly 32. */
    public static Hash32 of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new MalformedHashException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash32(bytes.clone());
    }

    /** Exactly 64 lower-case hexadecimal digits. */
    public static Hash32 fromHex(String hex) {
        if (hex.length() != 2 * LENGTH || !hex.chars().allMatch(Hash32::isLowerHexDigit)) {
            throw new MalformedHashException("a hash is written as 64 lower-case hexadecimal digits");
        }
        return new Hash32(HexFormat.of().parseHex(hex));
    }

    /** Standard base64 with padding; only the one canonical spelling of the 32 bytes is taken. */
    public static Hash32 fromBase64(String base64) {
        if (base64.length() != 44) {
            throw new MalformedHashException("a hash is written as 44 base64 characters, not " + base64.length());
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new MalformedHashException("a hash is written in standard base64", e);
        }
        Hash32 hash = of(decoded);
        if (!hash.base64().equals(base64)) {
            throw new MalformedHashException("the base64 of a hash has stray bits at its end");
        }
        return hash;
    }

    /** SHA-256 over the parts, one after the other. */
    public static Hash32 sha256(byte[]... parts) {
        MessageDigest digest = sha256Digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash32(digest.digest());
    }

    /** For what is hashed as it streams by. */
    public static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Feeds the bytes without copying them first. */
    void updateInto(MessageDigest digest) {
        digest.update(bytes);
    }

    static Hash32 digested(MessageDigest digest) {
        return new Hash32(digest.digest());
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash32 that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    /** The hash in hexadecimal. */
    @Override
    public String toString() {
        return toHex();
    }

    private static boolean isLowerHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
