package org.plainsight.ownership.bitcoin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.plainsight.ownership.Secp256k1Curve;
import org.plainsight.ownership.script.Digests;
import org.plainsight.ownership.script.WireBytes;

/**
 * A 65-byte signature over a marked message, and the key that made it.
 *
 * @param header 27 to 42 (BIP-137): the recovery id and what kind of address the signer meant
 * @param key the recovered key in lower-case hex, uncompressed
 */
record RecoverableSignature(int header, String key) {

    /** Empty when the text is not 65 bytes of base64, the header is unknown, S is high, or no key fits. */
    static Optional<RecoverableSignature> of(UtxoNetwork network, String message, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int header = bytes.length == 65 ? bytes[0] & 0xff : 0;
        if (header < 27 || header > 42) {
            return Optional.empty();
        }
        return Secp256k1Curve.recover(
                        messageHash(network, message), Arrays.copyOfRange(bytes, 1, 65), (header - 27) & 3)
                .map(key -> new RecoverableSignature(header, HexFormat.of().formatHex(key)));
    }

    private static byte[] messageHash(UtxoNetwork network, String message) {
        return Digests.sha256Twice(new WireBytes()
                .sized(network.messageMagic().getBytes(StandardCharsets.US_ASCII))
                .sized(message.getBytes(StandardCharsets.UTF_8))
                .bytes());
    }

    boolean compressed() {
        return header >= 31;
    }

    String compressedKey() {
        return HexFormat.of().formatHex(Secp256k1Curve.compress(HexFormat.of().parseHex(key)));
    }

    /** The key hash in the form (compressed or not) that the header names. */
    String keyHash() {
        return hash160(HexFormat.of().parseHex(compressed() ? compressedKey() : key));
    }

    /** The hash of the P2SH script that wraps P2WPKH of this key. */
    String wrappedScriptHash() {
        return hash160(HexFormat.of().parseHex("0014" + hash160(HexFormat.of().parseHex(compressedKey()))));
    }

    private static String hash160(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.hash160(bytes));
    }
}
