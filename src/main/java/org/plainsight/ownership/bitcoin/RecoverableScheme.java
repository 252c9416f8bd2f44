package org.plainsight.ownership.bitcoin;

import java.util.Optional;
import org.plainsight.evidence.Verdict;

/**
 * BIP-137, and the older and looser use of its signatures: headers 27–34 are accepted for P2SH-P2WPKH and P2WPKH too
 * (as Electrum signs, compressed keys only); 35–38 and 39–42 only for the kind they name.
 */
final class RecoverableScheme {

    private RecoverableScheme() {}

    static Verdict verify(UtxoNetwork network, Destination destination, String message, String signature) {
        Optional<RecoverableSignature> recovered = RecoverableSignature.of(network, message, signature);
        if (recovered.isEmpty()) {
            return Verdict.invalid("not a recoverable signature: 65 bytes in base64 with a header of 27 to 42 and a"
                    + " low S are needed");
        }
        return switch (destination) {
            case Destination.P2pkh p -> p2pkh(p, recovered.get());
            case Destination.P2wpkh p -> p2wpkh(p, recovered.get());
            case Destination.P2sh p -> wrapped(p, recovered.get());
            case Destination.P2wsh p -> undefined(p);
            case Destination.P2tr p -> undefined(p);
            case Destination.OtherWitness p -> undefined(p);
        };
    }

    private static Verdict p2pkh(Destination.P2pkh destination, RecoverableSignature signature) {
        if (signature.header() > 34) {
            return wrongHeader(signature, destination);
        }
        String key = signature.compressed() ? "compressed key" : "uncompressed key";
        return judge(signature.keyHash().equals(destination.keyHash()), signature, destination, key);
    }

    private static Verdict p2wpkh(Destination.P2wpkh destination, RecoverableSignature signature) {
        boolean own = signature.header() >= 39;
        boolean loose = signature.header() >= 31 && signature.header() <= 34;
        if (!own && !loose) {
            return wrongHeader(signature, destination);
        }
        return judge(
                signature.keyHash().equals(destination.keyHash()), signature, destination, own ? "BIP-137" : "loose");
    }

    private static Verdict wrapped(Destination.P2sh destination, RecoverableSignature signature) {
        boolean own = signature.header() >= 35 && signature.header() <= 38;
        boolean loose = signature.header() >= 31 && signature.header() <= 34;
        if (!own && !loose) {
            return wrongHeader(signature, destination);
        }
        return judge(
                signature.wrappedScriptHash().equals(destination.scriptHash()),
                signature,
                destination,
                own ? "P2SH-P2WPKH, BIP-137" : "P2SH-P2WPKH, loose");
    }

    private static Verdict judge(
            boolean matches, RecoverableSignature signature, Destination destination, String detail) {
        return matches
                ? Verdict.valid("signed by the address's key (" + destination.kind() + ", " + detail + ", header "
                        + signature.header() + ")")
                : Verdict.invalid("the signature is by another key, or over another text, than this "
                        + destination.kind() + " address and message");
    }

    private static Verdict wrongHeader(RecoverableSignature signature, Destination destination) {
        return Verdict.invalid(
                "a signature with header " + signature.header() + " is not for a " + destination.kind() + " address");
    }

    private static Verdict undefined(Destination destination) {
        return Verdict.inconclusive(
                "recoverable signatures are not defined for " + destination.kind() + " addresses; sign with BIP-322");
    }
}
