package org.plainsight.ownership;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * ECDSA and BIP-340 over secp256k1. Malformed keys and signatures are false or empty, never an exception. A signature
 * with an S above half the order is refused: anyone can make it out of another one.
 */
public final class Secp256k1Curve {

    private static final BigInteger HALF_ORDER =
            new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);

    private Secp256k1Curve() {}

    /** Whether S of r ‖ s is in the lower half of the order. */
    public static boolean isLowS(byte[] compact) {
        return compact.length == 64
                && new BigInteger(1, Arrays.copyOfRange(compact, 32, 64)).compareTo(HALF_ORDER) <= 0;
    }

    /**
     * The key that made a signature.
     *
     * @param hash 32 bytes
     * @param compact r ‖ s, 64 bytes, low S
     * @param recoveryId 0 to 3
     * @return 65 bytes, uncompressed
     */
    public static Optional<byte[]> recover(byte[] hash, byte[] compact, int recoveryId) {
        if (hash.length != 32 || !isLowS(compact) || recoveryId < 0 || recoveryId > 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(Secp256k1.get().ecdsaRecover(compact, hash, recoveryId));
        } catch (Secp256k1Exception e) {
            return Optional.empty();
        }
    }

    /** ECDSA with low S; the key compressed or not. */
    public static boolean verify(byte[] hash, byte[] compact, byte[] publicKey) {
        if (hash.length != 32 || !isLowS(compact)) {
            return false;
        }
        try {
            return Secp256k1.get().verify(compact, hash, publicKey);
        } catch (Secp256k1Exception e) {
            return false;
        }
    }

    /** BIP-340, with a 32-byte x-only key and a 64-byte signature. */
    public static boolean verifySchnorr(byte[] hash, byte[] signature, byte[] xOnlyKey) {
        if (hash.length != 32 || signature.length != 64 || xOnlyKey.length != 32) {
            return false;
        }
        try {
            return Secp256k1.get().verifySchnorr(signature, hash, xOnlyKey);
        } catch (Secp256k1Exception e) {
            return false;
        }
    }

    /**
     * The key plus a multiple of the generator, as BIP-32 and BIP-341 derive keys.
     *
     * @param key compressed or not
     * @param tweak 32 bytes
     * @return 33 bytes; empty when the key is no point or the sum is none
     */
    public static Optional<byte[]> add(byte[] key, byte[] tweak) {
        try {
            Secp256k1 curve = Secp256k1.get();
            return Optional.of(curve.pubKeyCompress(curve.pubKeyTweakAdd(key, tweak)));
        } catch (Secp256k1Exception | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the bytes are a point of the curve, compressed or not. */
    public static boolean isKey(byte[] key) {
        try {
            return Secp256k1.get().pubkeyParse(key).length > 0;
        } catch (Secp256k1Exception | IllegalArgumentException e) {
            return false;
        }
    }

    /** 33 bytes of a 65-byte key. */
    public static byte[] compress(byte[] uncompressed) {
        byte[] key = Arrays.copyOf(uncompressed, 33);
        key[0] = (byte) ((uncompressed[64] & 1) == 0 ? 2 : 3);
        return key;
    }
}
