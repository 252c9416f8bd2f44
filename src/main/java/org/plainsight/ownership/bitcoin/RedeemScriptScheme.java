package org.plainsight.ownership.bitcoin;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.script.Digests;
import org.plainsight.ownership.script.MultisigScript;

/** The practice of exchanges for multisig: the script behind the address and recoverable signatures by m of its keys. */
final class RedeemScriptScheme {

    private RedeemScriptScheme() {}

    static Verdict verify(
            UtxoNetwork network,
            Destination destination,
            String message,
            String redeemScript,
            List<String> signatures) {
        byte[] script;
        try {
            script = HexFormat.of().parseHex(redeemScript);
        } catch (IllegalArgumentException e) {
            return Verdict.invalid("the redeem script is not hex");
        }
        if (!isBehind(destination, script)) {
            return Verdict.invalid("the redeem script does not hash to this " + destination.kind() + " address");
        }
        Optional<MultisigScript> multisig = MultisigScript.parse(script);
        if (multisig.isEmpty()) {
            return Verdict.inconclusive(
                    "the redeem script is no plain m-of-n CHECKMULTISIG, and others are not" + " evaluated here");
        }
        return multisig.get().keysAreDistinct()
                ? quorum(network, multisig.get(), message, signatures)
                : Verdict.invalid("the " + multisig.get().quorum() + " redeem script lists one key twice");
    }

    private static boolean isBehind(Destination destination, byte[] script) {
        String sha256 = HexFormat.of().formatHex(Digests.sha256(script));
        return switch (destination) {
            case Destination.P2sh p ->
                p.scriptHash().equals(hash160(script))
                        || p.scriptHash().equals(hash160(HexFormat.of().parseHex("0020" + sha256)));
            case Destination.P2wsh p -> p.scriptHash().equals(sha256);
            case Destination.P2pkh p -> false;
            case Destination.P2wpkh p -> false;
            case Destination.P2tr p -> false;
            case Destination.OtherWitness p -> false;
        };
    }

    private static String hash160(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.hash160(bytes));
    }

    private static Verdict quorum(UtxoNetwork network, MultisigScript script, String message, List<String> signatures) {
        Set<String> signers = new HashSet<>();
        for (int i = 0; i < signatures.size(); i++) {
            Optional<RecoverableSignature> signature = RecoverableSignature.of(network, message, signatures.get(i));
            Optional<String> key = signature.flatMap(s -> script.keys().stream()
                    .filter(k -> k.equals(s.key()) || k.equals(s.compressedKey()))
                    .findFirst());
            if (key.isEmpty()) {
                return Verdict.invalid(
                        "signature " + (i + 1) + " is by no key of the redeem script, or over another" + " text");
            }
            if (!signers.add(key.get())) {
                return Verdict.invalid("signature " + (i + 1) + " is by a key that has signed already; "
                        + script.required() + " different keys are needed");
            }
        }
        return signers.size() >= script.required()
                ? Verdict.valid(
                        "signed by " + signers.size() + " distinct keys of the " + script.quorum() + " redeem script")
                : Verdict.invalid("only " + signers.size() + " of the " + script.required() + " signatures that the "
                        + script.quorum() + " redeem script asks for");
    }
}
