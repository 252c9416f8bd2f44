package org.plainsight.ownership.bitcoin;

import java.nio.charset.StandardCharsets;

/**
 * BIP-322's two virtual transactions, and the hashes that a signature over the second one covers. {@code to_spend}
 * carries the message and pays 0 to the address; {@code to_sign} spends it to OP_RETURN.
 */
final class MessageTransactions {

    private static final int OP_RETURN = 0x6a;
    private static final int SIGHASH_ALL = 1;

    private final byte[] script;
    private final byte[] toSpendId;

    /** @param script of the address whose key shall have signed the message */
    MessageTransactions(String message, byte[] script) {
        this.script = script.clone();
        this.toSpendId = Digests.sha256Twice(toSpend(messageHash(message), script));
    }

    static byte[] messageHash(String message) {
        return Digests.tagged("BIP0322-signed-message", message.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] toSpend(byte[] messageHash, byte[] script) {
        byte[] scriptSig = new WireBytes().raw(0).sized(messageHash).bytes();
        return new WireBytes()
                .int32(0)
                .compactSize(1)
                .raw(new byte[32])
                .int32(-1)
                .sized(scriptSig)
                .int32(0)
                .compactSize(1)
                .int64(0)
                .sized(script)
                .int32(0)
                .bytes();
    }

    /** In wire order; reversed it is the id as printed. */
    byte[] toSpendId() {
        return toSpendId.clone();
    }

    /** In wire order; reversed it is the id as printed. */
    byte[] toSignId() {
        return Digests.sha256Twice(new WireBytes()
                .int32(0)
                .compactSize(1)
                .raw(outpoint())
                .compactSize(0)
                .int32(0)
                .compactSize(1)
                .raw(output())
                .int32(0)
                .bytes());
    }

    /** What an ECDSA signature with SIGHASH_ALL signs (BIP-143). */
    byte[] segwitHash(byte[] scriptCode) {
        return Digests.sha256Twice(new WireBytes()
                .int32(0)
                .raw(Digests.sha256Twice(outpoint()))
                .raw(Digests.sha256Twice(sequence()))
                .raw(outpoint())
                .sized(scriptCode)
                .int64(0)
                .raw(sequence())
                .raw(Digests.sha256Twice(output()))
                .int32(0)
                .int32(SIGHASH_ALL)
                .bytes());
    }

    /** What a Schnorr signature of the key path signs (BIP-341); 0 is SIGHASH_DEFAULT, 1 is SIGHASH_ALL. */
    byte[] taprootHash(int hashType) {
        byte[] amount = new byte[8];
        return Digests.tagged(
                "TapSighash",
                new WireBytes()
                        .raw(0)
                        .raw(hashType)
                        .int32(0)
                        .int32(0)
                        .raw(Digests.sha256(outpoint()))
                        .raw(Digests.sha256(amount))
                        .raw(Digests.sha256(new WireBytes().sized(script).bytes()))
                        .raw(Digests.sha256(sequence()))
                        .raw(Digests.sha256(output()))
                        .raw(0)
                        .int32(0)
                        .bytes());
    }

    private byte[] outpoint() {
        return new WireBytes().raw(toSpendId).int32(0).bytes();
    }

    private static byte[] sequence() {
        return new byte[4];
    }

    private static byte[] output() {
        return new WireBytes().int64(0).compactSize(1).raw(OP_RETURN).bytes();
    }
}
