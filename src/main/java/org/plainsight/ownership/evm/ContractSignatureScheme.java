package org.plainsight.ownership.evm;

import java.util.HexFormat;
import java.util.Locale;
import org.plainsight.asset.AccountId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.Challenge;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.MalformedChallengeException;
import org.plainsight.ownership.OwnershipProof;

/** ERC-1271: the contract itself judges, at the challenge's block. */
final class ContractSignatureScheme {

    private static final int SIGNATURE_HEX_MAX = 8_192;

    private final ContractOwners contracts;

    ContractSignatureScheme(ContractOwners contracts) {
        this.contracts = contracts;
    }

    Verdict verify(AccountId contract, OwnershipProof.Erc1271 proof) {
        String signature = proof.signature().toLowerCase(Locale.ROOT);
        String hex = signature.startsWith("0x") ? signature.substring(2) : signature;
        if (hex.length() % 2 != 0 || hex.length() > SIGNATURE_HEX_MAX || !hex.matches("[0-9a-f]*")) {
            return Verdict.invalid("a contract's signature is hex, at most " + SIGNATURE_HEX_MAX + " digits");
        }
        Challenge challenge;
        try {
            challenge = Challenge.parse(proof.message());
        } catch (MalformedChallengeException e) {
            return Verdict.inconclusive("the text names no block at which the contract could be asked");
        }
        if (!challenge.address().chain().equals(contract.chain())) {
            return Verdict.invalid("the challenge names a block of another chain than the contract's");
        }
        String hash = HexFormat.of().formatHex(MessageFormat.EIP191.hash(proof.message()));
        String block = "block " + challenge.blockHeight();
        return switch (contracts.accepts(contract, hash, hex, challenge.blockHeight(), challenge.blockHash())) {
            case ContractOwners.Accepted accepted ->
                Verdict.valid("the contract called the signature its own at " + block + " (ERC-1271)");
            case ContractOwners.Refused refused ->
                Verdict.invalid("the contract did not call the signature its own at " + block + " (ERC-1271)");
            case ContractOwners.Unread unread ->
                Verdict.inconclusive("the contract could not be asked at " + block + ": " + unread.reason());
        };
    }
}
