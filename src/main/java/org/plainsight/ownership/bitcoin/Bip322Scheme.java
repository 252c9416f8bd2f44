package org.plainsight.ownership.bitcoin;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.Secp256k1Curve;

/**
 * BIP-322 <i>simple</i>: the witness that spends the virtual output. P2WPKH, P2WSH with CHECKMULTISIG and the key path
 * of P2TR are evaluated here; whatever else there is stays inconclusive.
 */
final class Bip322Scheme {

    private static final int PREFIX_LENGTH = 3;
    private static final byte[] PSBT_MAGIC = {'p', 's', 'b', 't', (byte) 0xff};

    private Bip322Scheme() {}

    static Verdict verify(Destination destination, String message, String signature) {
        String prefix = signature.length() < PREFIX_LENGTH ? "" : signature.substring(0, PREFIX_LENGTH);
        return switch (prefix) {
            case "smp" -> simple(destination, message, signature.substring(PREFIX_LENGTH));
            case "ful" -> full(signature.substring(PREFIX_LENGTH));
            case "pof" -> proofOfFunds(signature.substring(PREFIX_LENGTH));
            default -> simple(destination, message, signature);
        };
    }

    private static Verdict full(String base64) {
        byte[] bytes = decoded(base64);
        boolean transaction = bytes.length > 60
                && (bytes[0] == 0 || bytes[0] == 2)
                && bytes[1] == 0
                && bytes[2] == 0
                && bytes[3] == 0;
        return transaction
                ? Verdict.inconclusive("the full form of BIP-322 is not checked here; sign in the simple form")
                : Verdict.invalid("marked as the full form of BIP-322, but it is no transaction of version 0 or 2");
    }

    private static Verdict proofOfFunds(String base64) {
        byte[] bytes = decoded(base64);
        return Arrays.equals(Arrays.copyOf(bytes, PSBT_MAGIC.length), PSBT_MAGIC)
                ? Verdict.inconclusive(
                        "the proof-of-funds form of BIP-322 is not checked here; sign in the simple form")
                : Verdict.invalid("marked as BIP-322 proof of funds, but it is no PSBT");
    }

    private static Verdict simple(Destination destination, String message, String base64) {
        Optional<WitnessStack> stack = WitnessStack.parse(decoded(base64));
        if (stack.isEmpty() || stack.get().size() == 0) {
            return Verdict.invalid("not a BIP-322 signature: base64 of one non-empty witness stack is needed");
        }
        MessageTransactions transactions = new MessageTransactions(message, destination.script());
        WitnessStack witness = stack.get();
        return switch (destination) {
            case Destination.P2wpkh p -> p2wpkh(p, transactions, witness);
            case Destination.P2wsh p -> p2wsh(p, transactions, witness);
            case Destination.P2tr p -> p2tr(p, transactions, witness);
            case Destination.P2pkh p -> needsFull(p);
            case Destination.P2sh p -> needsFull(p);
            case Destination.OtherWitness p -> Verdict.inconclusive("no rules are known for addresses of " + p.kind());
        };
    }

    /** An empty array where the text is no base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Verdict p2wpkh(
            Destination.P2wpkh destination, MessageTransactions transactions, WitnessStack witness) {
        if (witness.size() != 2) {
            return Verdict.invalid("a P2WPKH witness has a signature and a key, not " + witness.size() + " elements");
        }
        byte[] key = witness.bytes(1);
        if (key.length != 33 || !HexFormat.of().formatHex(Digests.hash160(key)).equals(destination.keyHash())) {
            return Verdict.invalid("the witness carries another key than that of the address");
        }
        byte[] scriptCode = HexFormat.of().parseHex("76a914" + destination.keyHash() + "88ac");
        return MultisigWitness.signs(witness.bytes(0), key, transactions.segwitHash(scriptCode))
                ? Verdict.valid("signed by the address's key (BIP-322 simple, P2WPKH)")
                : Verdict.invalid("the signature does not fit this message and the address's key");
    }

    private static Verdict p2wsh(
            Destination.P2wsh destination, MessageTransactions transactions, WitnessStack witness) {
        byte[] script = witness.bytes(witness.size() - 1);
        if (!HexFormat.of().formatHex(Digests.sha256(script)).equals(destination.scriptHash())) {
            return Verdict.invalid("the witness carries another script than that of the address");
        }
        Optional<MultisigScript> multisig = MultisigScript.parse(script);
        if (multisig.isEmpty()) {
            return Verdict.inconclusive(
                    "the address's script is no plain m-of-n CHECKMULTISIG, and others are not" + " evaluated here");
        }
        return MultisigWitness.verify(multisig.get(), witness, transactions.segwitHash(script));
    }

    private static Verdict p2tr(Destination.P2tr destination, MessageTransactions transactions, WitnessStack witness) {
        if (witness.size() > 1) {
            return Verdict.inconclusive("only the key path of P2TR is checked here, not script paths and annexes");
        }
        byte[] signature = witness.bytes(0);
        int hashType = signature.length == 65 ? signature[64] : 0;
        boolean shape = signature.length == 64 || (signature.length == 65 && hashType == 1);
        byte[] key = HexFormat.of().parseHex(destination.outputKey());
        boolean valid = shape
                && Secp256k1Curve.verifySchnorr(transactions.taprootHash(hashType), Arrays.copyOf(signature, 64), key);
        return valid
                ? Verdict.valid("signed by the address's key (BIP-322 simple, P2TR key path)")
                : Verdict.invalid("the signature does not fit this message and the address's key");
    }

    private static Verdict needsFull(Destination destination) {
        return Verdict.inconclusive("the simple form of BIP-322 is not defined for " + destination.kind()
                + " addresses; sign with BIP-137");
    }
}
