package org.plainsight.ownership.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** Bitcoin's hashes. */
public final class Digests {

    private Digests() {}

    public static byte[] sha256(byte[] bytes) {
        return newSha256().digest(bytes);
    }

    public static byte[] sha256Twice(byte[] bytes) {
        return sha256(sha256(bytes));
    }

    /** RIPEMD-160 of SHA-256. */
    public static byte[] hash160(byte[] bytes) {
        return ripemd160(sha256(bytes));
    }

    public static byte[] ripemd160(byte[] bytes) {
        RIPEMD160Digest digest = new RIPEMD160Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }

    /** BIP-340's tagged hash. */
    public static byte[] tagged(String tag, byte[] bytes) {
        byte[] tagHash = sha256(tag.getBytes(StandardCharsets.US_ASCII));
        MessageDigest digest = newSha256();
        digest.update(tagHash);
        digest.update(tagHash);
        return digest.digest(bytes);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
