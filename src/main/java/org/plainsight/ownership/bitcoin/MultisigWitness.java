package org.plainsight.ownership.bitcoin;

import java.util.HexFormat;
import java.util.Optional;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.Secp256k1Curve;

/** Evaluates CHECKMULTISIG over a witness: an empty dummy, m signatures in script order, the script. */
final class MultisigWitness {

    private static final int KEY_COMPRESSED_HEX = 66;

    private MultisigWitness() {}

    static Verdict verify(MultisigScript script, WitnessStack witness, byte[] hash) {
        int signatures = witness.size() - 2;
        if (signatures != script.required()) {
            return Verdict.invalid("a " + script.quorum() + " witness has an empty element, " + script.required()
                    + " signatures and the script, not " + witness.size() + " elements");
        }
        if (!witness.elements().getFirst().isEmpty()) {
            return Verdict.invalid("the first element of a multisig witness must be empty (NULLDUMMY)");
        }
        if (!script.keysAreDistinct()) {
            return Verdict.invalid("the " + script.quorum() + " script lists one key twice");
        }
        if (!script.keys().stream().allMatch(key -> key.length() == KEY_COMPRESSED_HEX)) {
            return Verdict.invalid("the keys of a P2WSH script must be compressed");
        }
        int key = 0;
        for (int i = 1; i <= signatures; i++) {
            byte[] signature = witness.bytes(i);
            while (key < script.keys().size()
                    && !signs(signature, HexFormat.of().parseHex(script.keys().get(key)), hash)) {
                key++;
            }
            if (key == script.keys().size()) {
                return Verdict.invalid("signature " + i + " is by no further key of the " + script.quorum()
                        + " script, or over another message");
            }
            key++;
        }
        return Verdict.valid("signed by " + script.required() + " distinct keys of the " + script.quorum()
                + " script (BIP-322 simple, P2WSH)");
    }

    /** Strict DER with SIGHASH_ALL and low S. */
    static boolean signs(byte[] signature, byte[] key, byte[] hash) {
        Optional<byte[]> compact = DerSignature.compact(signature);
        return compact.isPresent() && Secp256k1Curve.verify(hash, compact.get(), key);
    }
}
