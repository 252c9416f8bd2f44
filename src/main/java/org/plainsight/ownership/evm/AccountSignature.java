package org.plainsight.ownership.evm;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.plainsight.ownership.Secp256k1Curve;
import org.web3j.crypto.Hash;

/**
 * r ‖ s ‖ v as wallets write it.
 *
 * @param compact r ‖ s in hex
 * @param v 0, 1, 27 or 28
 */
record AccountSignature(String compact, int v) {

    /** Empty when the text is not 65 bytes of hex (0x or not), v is unknown, or S is high. */
    static Optional<AccountSignature> parse(String text) {
        String hex = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
        if (hex.length() != 130) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int v = bytes[64];
        byte[] compact = Arrays.copyOf(bytes, 64);
        boolean known = v == 0 || v == 1 || v == 27 || v == 28;
        return known && Secp256k1Curve.isLowS(compact)
                ? Optional.of(new AccountSignature(HexFormat.of().formatHex(compact), v))
                : Optional.empty();
    }

    /** The 20 bytes of the account that signed this hash, in lower-case hex without 0x. */
    Optional<String> signer(byte[] hash) {
        return Secp256k1Curve.recover(hash, HexFormat.of().parseHex(compact), v % 27)
                .map(key -> HexFormat.of().formatHex(Hash.sha3(Arrays.copyOfRange(key, 1, 65)), 12, 32));
    }
}
