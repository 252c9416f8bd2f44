package org.plainsight.ownership.bitcoin;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.ownership.script.InputCheck;
import org.plainsight.ownership.script.MultisigScript;
import org.plainsight.ownership.script.SpendingTransaction;
import org.plainsight.ownership.script.WitnessStack;

/** Between scripts and addresses, and what a script says of its quorum. */
public final class BitcoinScripts {

    private BitcoinScripts() {}

    /** The address that stands for a script; empty when there is none on this chain. */
    public static Optional<AccountId> account(ChainId chain, byte[] script) {
        return UtxoNetwork.of(chain)
                .flatMap(network -> Destination.ofScript(script).flatMap(d -> d.address(network)))
                .flatMap(text -> {
                    try {
                        return Optional.of(new AccountId(chain, text));
                    } catch (MalformedIdentifierException e) {
                        return Optional.empty();
                    }
                });
    }

    /** The script of an address; empty when the text is no address of this chain. */
    public static Optional<byte[]> script(ChainId chain, String address) {
        return UtxoNetwork.of(chain)
                .flatMap(network -> Destination.decode(network, address))
                .map(Destination::script);
    }

    /**
     * The m-of-n that evidence itself shows, e.g. {@code 2-of-3}: read from the script, not from anybody's word. Empty
     * where there is no plain multisig script.
     *
     * @param method of the evidence
     * @param script hex, as published beside the signature
     * @param signature the first signature
     */
    public static Optional<String> quorum(String method, String script, String signature) {
        try {
            return switch (method) {
                case "redeem-script" ->
                    MultisigScript.parse(HexFormat.of().parseHex(script)).map(MultisigScript::quorum);
                case "bip322" -> shown(signature).flatMap(MultisigScript::parse).map(MultisigScript::quorum);
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The script that a signature of BIP-322 carries, in its simple or its full form. */
    private static Optional<byte[]> shown(String signature) {
        if (signature.startsWith("ful")) {
            return SpendingTransaction.parse(Base64.getDecoder().decode(signature.substring(3)))
                    .flatMap(InputCheck::shownScript);
        }
        String base64 = signature.startsWith("smp") ? signature.substring(3) : signature;
        return WitnessStack.parse(Base64.getDecoder().decode(base64))
                .filter(stack -> stack.size() > 1)
                .map(stack -> stack.bytes(stack.size() - 1));
    }
}
