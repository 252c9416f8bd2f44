package org.plainsight.liabilities.tree;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.plainsight.merkle.Hash32;

/** HMAC-SHA-256 under one key. One instance serves one thread. */
final class Prf {

    private final Mac mac;

    Prf(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }

    byte[] of(byte[] message) {
        return mac.doFinal(message);
    }

    Hash32 hash(byte[] message) {
        return Hash32.of(of(message));
    }

    /** The first bytes as an unsigned number. */
    BigInteger number(byte[] message, int bytes) {
        return new BigInteger(1, Arrays.copyOf(of(message), bytes));
    }
}
