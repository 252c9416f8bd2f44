package org.plainsight.ownership.script;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.plainsight.ownership.Secp256k1Curve;

/** How signatures are checked in the three generations of scripts. */
enum SignatureRules {
    LEGACY {
        @Override
        Answer check(byte[] signature, byte[] key, byte[] code, SignatureHashes hashes) {
            boolean shape = isCompressed(key) || (key.length == 65 && key[0] == 4);
            return ecdsa(shape, signature, key, hashes.legacy(code));
        }
    },
    /** BIP-143; keys are compressed. */
    SEGWIT {
        @Override
        Answer check(byte[] signature, byte[] key, byte[] code, SignatureHashes hashes) {
            return ecdsa(isCompressed(key), signature, key, hashes.segwit(code));
        }
    },
    /** BIP-342; keys are 32 bytes, others are left to the future. */
    TAPSCRIPT {
        @Override
        Answer check(byte[] signature, byte[] key, byte[] code, SignatureHashes hashes) {
            if (key.length != 32) {
                return Answer.UNKNOWN;
            }
            Optional<byte[]> leaf = Optional.of(InputCheck.leafHash(code));
            return schnorr(signature, key, type -> hashes.taproot(type, leaf)) ? Answer.RIGHT : Answer.WRONG;
        }
    };

    enum Answer {
        RIGHT,
        WRONG,
        UNKNOWN
    }

    /** The message's hash for one type of signature. */
    interface TypedHash {
        byte[] of(int hashType);
    }

    /** @param code the script that asks */
    abstract Answer check(byte[] signature, byte[] key, byte[] code, SignatureHashes hashes);

    /** Strict DER, SIGHASH_ALL, low S. */
    private static Answer ecdsa(boolean shape, byte[] signature, byte[] key, byte[] hash) {
        return shape
                        && DerSignature.compact(signature)
                                .filter(compact -> Secp256k1Curve.verify(hash, compact, key))
                                .isPresent()
                ? Answer.RIGHT
                : Answer.WRONG;
    }

    /** 64 bytes, or 65 with the type ALL. */
    static boolean schnorr(byte[] signature, byte[] key, TypedHash hash) {
        int hashType = signature.length == 65 ? signature[64] : 0;
        boolean shape = signature.length == 64 || (signature.length == 65 && hashType == 1);
        return shape && Secp256k1Curve.verifySchnorr(hash.of(hashType), Arrays.copyOf(signature, 64), key);
    }

    private static boolean isCompressed(byte[] key) {
        return key.length == 33 && (key[0] == 2 || key[0] == 3);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
