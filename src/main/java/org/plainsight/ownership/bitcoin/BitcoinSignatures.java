package org.plainsight.ownership.bitcoin;

import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.SignatureScheme;

/** Signatures of Bitcoin (main and test networks) and of the coins whose addresses work alike. */
public final class BitcoinSignatures implements SignatureScheme {

    private static final int RECOVERABLE_BASE64 = 88;

    @Override
    public boolean covers(ChainId chain) {
        return UtxoNetwork.of(chain).isPresent();
    }

    @Override
    public Verdict verify(AccountId account, OwnershipProof proof) {
        Optional<UtxoNetwork> network = UtxoNetwork.of(account.chain());
        if (network.isEmpty()) {
            return Verdict.inconclusive("no rules are known for signatures of the chain " + account.chain());
        }
        Optional<Destination> destination = Destination.decode(network.get(), account.address());
        if (destination.isEmpty()) {
            return Verdict.invalid("no address of " + network.get() + ": " + account.address());
        }
        return verify(network.get(), destination.get(), proof);
    }

    private static Verdict verify(UtxoNetwork network, Destination destination, OwnershipProof proof) {
        return switch (proof) {
            case OwnershipProof.Bip137 p -> RecoverableScheme.verify(network, destination, p.message(), p.signature());
            case OwnershipProof.Bip322 p -> Bip322Scheme.verify(destination, p.message(), p.signature());
            case OwnershipProof.RedeemScriptMultisig p ->
                RedeemScriptScheme.verify(network, destination, p.message(), p.redeemScript(), p.signatures());
            case OwnershipProof.Published p ->
                p.signature().length() == RECOVERABLE_BASE64
                        ? RecoverableScheme.verify(network, destination, p.message(), p.signature())
                        : Bip322Scheme.verify(destination, p.message(), p.signature());
            case OwnershipProof.None p -> Verdict.inconclusive("no signature was given");
            case OwnershipProof.Unsupported p ->
                Verdict.inconclusive("signatures of the method " + p.method() + " are not checked here");
            default -> foreign(proof);
        };
    }

    private static Verdict foreign(OwnershipProof proof) {
        return Verdict.invalid("a signature of the method " + proof.method() + " cannot speak for a Bitcoin address");
    }
}
