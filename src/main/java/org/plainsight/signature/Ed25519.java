package org.plainsight.signature;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * Raw 32-byte keys and 64-byte signatures of RFC 8032. Thread-safe.
 *
 * <p>Verifiers in the field disagree about signatures that no honest signer makes: keys and commitments of small or mixed
 * order, points and scalars that are not in their shortest form. Only a signature on which all of them agree is true here:
 * key and commitment are canonical points of the prime-order group and not its neutral one, the scalar is below the group's order, and the
 * equation holds without the cofactor. So nobody can put an entry into the log that one reader takes and another refuses.
 *
 * <p>Computed by Bouncy Castle, which is several times as fast at it as the Java runtime.
 */
public final class Ed25519 {

    public static final int KEY_LENGTH = 32;
    public static final int SIGNATURE_LENGTH = 64;

    /** Keys looked at before: a log has few, and each takes as long to examine as a signature. */
    private static final Map<String, Optional<PublicPoint>> KNOWN = new ConcurrentHashMap<>();

    private static final int KNOWN_AT_MOST = 1_000;

    private Ed25519() {}

    /** The public key that 32 secret bytes make. */
    public static byte[] publicKey(byte[] seed) {
        byte[] key = new byte[KEY_LENGTH];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, key, 0);
        return key;
    }

    /** 64 bytes, the same for the same seed and message. */
    public static byte[] sign(byte[] seed, byte[] message) {
        byte[] signature = new byte[SIGNATURE_LENGTH];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /** Whether these are a key under which only its holder can sign: a canonical point of the prime-order group. */
    public static boolean isKey(byte[] publicKey) {
        return publicKey.length == KEY_LENGTH && point(publicKey).isPresent();
    }

    /** False for a key or a signature that is none, too. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != KEY_LENGTH || signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        return point(publicKey)
                .filter(key ->
                        org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, key, message, 0, message.length))
                // The equation was checked times a factor that may hide a commitment of mixed order.
                .filter(key -> org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(signature, 0))
                .isPresent();
    }

    private static Optional<PublicPoint> point(byte[] publicKey) {
        if (KNOWN.size() >= KNOWN_AT_MOST) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(
                HexFormat.of().formatHex(publicKey),
                hex -> Optional.ofNullable(
                        org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFullExport(publicKey, 0)));
    }
}
