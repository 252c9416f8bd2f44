package org.plainsight.ownership.bitcoin;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.plainsight.ownership.script.Digests;
import org.plainsight.ownership.script.SignatureHashes;
import org.plainsight.ownership.script.SpendingTransaction;
import org.plainsight.ownership.script.WireBytes;
import org.plainsight.ownership.script.WitnessStack;

/**
 * BIP-322's two virtual transactions, and the hashes that a signature over the second one covers. {@code to_spend}
 * carries the message and pays 0 to the address; {@code to_sign} spends it to OP_RETURN.
 */
final class MessageTransactions {

    /** Of nothing, to OP_RETURN. */
    private static final SpendingTransaction.Output OUTPUT = new SpendingTransaction.Output(0, "6a");

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
        return HexFormat.of().parseHex(toSign(WitnessStack.EMPTY).id());
    }

    /** The second transaction in its simple form. */
    SpendingTransaction toSign(WitnessStack witness) {
        return new SpendingTransaction(
                0,
                List.of(new SpendingTransaction.Input(HexFormat.of().formatHex(toSpendId), 0, "", 0)),
                List.of(OUTPUT),
                List.of(witness),
                0);
    }

    /**
     * Whether a transaction is a second one of this message: version 0 or 2, the address's output spent first, one
     * output of nothing.
     */
    boolean isToSign(SpendingTransaction transaction) {
        return (transaction.version() == 0 || transaction.version() == 2)
                && transaction.outputs().equals(List.of(OUTPUT))
                && !transaction.inputs().isEmpty()
                && transaction
                        .inputs()
                        .getFirst()
                        .previousId()
                        .equals(HexFormat.of().formatHex(toSpendId))
                && transaction.inputs().getFirst().previousIndex() == 0;
    }

    /** What the second transaction spends first. */
    SpendingTransaction.Output spent() {
        return new SpendingTransaction.Output(0, HexFormat.of().formatHex(script));
    }

    /** What an ECDSA signature with SIGHASH_ALL signs in the simple form (BIP-143). */
    byte[] segwitHash(byte[] scriptCode) {
        return hashes().segwit(scriptCode);
    }

    /** What a Schnorr signature of the key path signs in the simple form; 0 is SIGHASH_DEFAULT, 1 is SIGHASH_ALL. */
    byte[] taprootHash(int hashType) {
        return hashes().taproot(hashType, Optional.empty());
    }

    private SignatureHashes hashes() {
        return new SignatureHashes(toSign(WitnessStack.EMPTY), 0, List.of(spent()));
    }
}
