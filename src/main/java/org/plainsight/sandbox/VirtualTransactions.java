package org.plainsight.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;
import org.bitcoinj.script.ScriptOpCodes;

/** The two transactions a BIP-322 signer pretends to make; written apart from the code that verifies them. */
final class VirtualTransactions {
    private static final long NO_OUTPUT = 0xffffffffL;

    private VirtualTransactions() {}

    static Transaction toSign(String message, Script script) {
        Transaction toSpend = new Transaction();
        toSpend.setVersion(0);
        byte[] hash = TaprootKey.tagged("BIP0322-signed-message", message.getBytes(StandardCharsets.UTF_8));
        byte[] scriptSig = new ScriptBuilder().smallNum(0).data(hash).build().program();
        toSpend.addInput(
                new TransactionInput(toSpend, scriptSig, new TransactionOutPoint(NO_OUTPUT, Sha256Hash.ZERO_HASH))
                        .withSequence(0));
        toSpend.addOutput(Coin.ZERO, script);
        Transaction toSign = new Transaction();
        toSign.setVersion(0);
        toSign.addInput(new TransactionInput(toSign, new byte[0], new TransactionOutPoint(0, toSpend.getTxId()))
                .withSequence(0));
        toSign.addOutput(
                Coin.ZERO, new ScriptBuilder().op(ScriptOpCodes.OP_RETURN).build());
        return toSign;
    }

    /** What a key-path signature signs under SIGHASH_DEFAULT (BIP-341): one input, nothing of value. */
    static byte[] taprootHash(String message, Script script) {
        Transaction toSign = toSign(message, script);
        byte[] program = script.program();
        byte[] previousScript = ByteBuffer.allocate(1 + program.length)
                .put((byte) program.length)
                .put(program)
                .array();
        byte[] output = {0, 0, 0, 0, 0, 0, 0, 0, 1, ScriptOpCodes.OP_RETURN};
        ByteBuffer data = ByteBuffer.allocate(175).order(ByteOrder.LITTLE_ENDIAN);
        data.put((byte) 0).put((byte) 0).putInt(0).putInt(0);
        data.put(Sha256Hash.hash(toSign.getInput(0).getOutpoint().serialize()));
        data.put(Sha256Hash.hash(new byte[8]));
        data.put(Sha256Hash.hash(previousScript));
        data.put(Sha256Hash.hash(new byte[4]));
        data.put(Sha256Hash.hash(output));
        data.put((byte) 0).putInt(0);
        return TaprootKey.tagged("TapSighash", data.array());
    }

    static String simple(TransactionWitness witness) {
        return "smp" + Base64.getEncoder().encodeToString(witness.serialize());
    }
}
