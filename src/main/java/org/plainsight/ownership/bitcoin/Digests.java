package org.plainsight.ownership.bitcoin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bitcoinj.crypto.internal.CryptoUtils;

/** Bitcoin's hashes. */
final class Digests {

    private Digests() {}

    static byte[] sha256(byte[] bytes) {
        return newSha256().digest(bytes);
    }

    static byte[] sha256Twice(byte[] bytes) {
        return sha256(sha256(bytes));
    }

    /** RIPEMD-160 of SHA-256. */
    static byte[] hash160(byte[] bytes) {
        return CryptoUtils.sha256hash160(bytes);
    }

    /** BIP-340's tagged hash. */
    static byte[] tagged(String tag, byte[] bytes) {
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
