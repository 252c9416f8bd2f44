package org.plainsight.ownership.script;

import java.util.List;
import java.util.Optional;

/** What signatures of one input sign, with the type ALL (and DEFAULT for taproot): others are not for messages. */
public final class SignatureHashes {

    private static final int SIGHASH_ALL = 1;

    private final SpendingTransaction transaction;
    private final int input;
    private final List<SpendingTransaction.Output> spent;

    /** @param spent the outputs that the inputs spend, in their order */
    public SignatureHashes(SpendingTransaction transaction, int input, List<SpendingTransaction.Output> spent) {
        this.transaction = transaction;
        this.input = input;
        this.spent = List.copyOf(spent);
    }

    /** Before segwit: every script emptied but the input's own. */
    public byte[] legacy(byte[] scriptCode) {
        WireBytes out = new WireBytes()
                .int32(transaction.version())
                .compactSize(transaction.inputs().size());
        for (int i = 0; i < transaction.inputs().size(); i++) {
            SpendingTransaction.Input each = transaction.inputs().get(i);
            out.raw(SpendingTransaction.outpoint(each))
                    .sized(i == input ? scriptCode : new byte[0])
                    .int32(each.sequence());
        }
        return Digests.sha256Twice(out.compactSize(transaction.outputs().size())
                .raw(transaction.outputBytes())
                .int32(transaction.lockTime())
                .int32(SIGHASH_ALL)
                .bytes());
    }

    /** BIP-143. */
    public byte[] segwit(byte[] scriptCode) {
        SpendingTransaction.Input own = transaction.inputs().get(input);
        return Digests.sha256Twice(new WireBytes()
                .int32(transaction.version())
                .raw(Digests.sha256Twice(transaction.outpoints()))
                .raw(Digests.sha256Twice(transaction.sequences()))
                .raw(SpendingTransaction.outpoint(own))
                .sized(scriptCode)
                .int64(spent.get(input).value())
                .int32(own.sequence())
                .raw(Digests.sha256Twice(transaction.outputBytes()))
                .int32(transaction.lockTime())
                .int32(SIGHASH_ALL)
                .bytes());
    }

    /**
     * BIP-341 without an annex, and BIP-342 where a leaf is named.
     *
     * @param hashType 0 (DEFAULT) or 1 (ALL)
     * @param leaf the hash of the leaf whose script asks; empty for the key path
     */
    public byte[] taproot(int hashType, Optional<byte[]> leaf) {
        WireBytes amounts = new WireBytes();
        WireBytes scripts = new WireBytes();
        for (SpendingTransaction.Output output : spent) {
            amounts.int64(output.value());
            scripts.sized(SpendingTransaction.hex(output.script()));
        }
        WireBytes out = new WireBytes()
                .raw(0)
                .raw(hashType)
                .int32(transaction.version())
                .int32(transaction.lockTime())
                .raw(Digests.sha256(transaction.outpoints()))
                .raw(Digests.sha256(amounts.bytes()))
                .raw(Digests.sha256(scripts.bytes()))
                .raw(Digests.sha256(transaction.sequences()))
                .raw(Digests.sha256(transaction.outputBytes()))
                .raw(leaf.isPresent() ? 2 : 0)
                .int32(input);
        leaf.ifPresent(hash -> out.raw(hash).raw(0).int32(-1));
        return Digests.tagged("TapSighash", out.bytes());
    }
}
