package org.plainsight.ownership.script;

import java.util.Optional;

/** ECDSA signatures as scripts carry them: strict DER (BIP-66), then one byte of sighash type. */
public final class DerSignature {

    private static final int SIGHASH_ALL = 1;

    private DerSignature() {}

    /** r ‖ s of a signature with SIGHASH_ALL, the only type BIP-322 admits; empty otherwise. */
    public static Optional<byte[]> compact(byte[] signature) {
        int derLength = signature.length - 1;
        if (derLength < 8
                || derLength > 72
                || signature[derLength] != SIGHASH_ALL
                || signature[0] != 0x30
                || signature[1] != derLength - 2) {
            return Optional.empty();
        }
        byte[] compact = new byte[64];
        int afterR = integer(signature, 2, derLength, compact, 32);
        if (afterR < 0 || integer(signature, afterR, derLength, compact, 64) != derLength) {
            return Optional.empty();
        }
        return Optional.of(compact);
    }

    /** Copies one minimal positive integer so that it ends at {@code end}; answers where it stops in DER, or −1. */
    private static int integer(byte[] der, int at, int derLength, byte[] out, int end) {
        if (at + 2 > derLength || der[at] != 0x02) {
            return -1;
        }
        int length = der[at + 1];
        int start = at + 2;
        if (length < 1 || start + length > derLength || der[start] < 0) {
            return -1;
        }
        boolean padded = der[start] == 0;
        if (padded && length > 1 && der[start + 1] >= 0) {
            return -1;
        }
        int skip = padded ? 1 : 0;
        if (length - skip > 32) {
            return -1;
        }
        System.arraycopy(der, start + skip, out, end - (length - skip), length - skip);
        return start + length;
    }
}
