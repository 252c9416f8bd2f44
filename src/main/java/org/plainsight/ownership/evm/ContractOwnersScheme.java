package org.plainsight.ownership.evm;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.Challenge;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.MalformedChallengeException;
import org.plainsight.ownership.OwnershipProof;

/** Owner signatures for a multisig contract, counted against the owners it names at the challenge's block. */
final class ContractOwnersScheme {

    private final ContractOwners contracts;

    ContractOwnersScheme(ContractOwners contracts) {
        this.contracts = contracts;
    }

    Verdict verify(AccountId contract, OwnershipProof.MultisigContractOwners proof) {
        Set<String> signers = new HashSet<>();
        List<String> signatures = proof.signatures();
        for (int i = 0; i < signatures.size(); i++) {
            Optional<String> signer = AccountSignature.parse(signatures.get(i))
                    .flatMap(s -> s.signer(MessageFormat.EIP191.hash(proof.message())));
            if (signer.isEmpty()) {
                return Verdict.invalid("owner signature " + (i + 1) + " is malformed: 65 bytes of hex with a low S and"
                        + " v of 0, 1, 27 or 28 are needed");
            }
            if (!signers.add("0x" + signer.get())) {
                return Verdict.invalid("owner signature " + (i + 1) + " is by an account that has signed already;"
                        + " different owners are needed");
            }
        }
        if (signers.isEmpty()) {
            return Verdict.invalid("no owner signed");
        }
        return readAndCount(contract, proof.message(), signers);
    }

    private Verdict readAndCount(AccountId contract, String message, Set<String> signers) {
        Challenge challenge;
        try {
            challenge = Challenge.parse(message);
        } catch (MalformedChallengeException e) {
            return Verdict.inconclusive("the text names no block at which the contract's owners could be read");
        }
        if (!challenge.address().chain().equals(contract.chain())) {
            return Verdict.invalid("the challenge names a block of another chain than the contract's");
        }
        return switch (contracts.at(contract, challenge.blockHeight(), challenge.blockHash())) {
            case ContractOwners.Named named -> count(named, signers, challenge.blockHeight());
            case ContractOwners.Unread unread ->
                Verdict.inconclusive("the contract's owners at block " + challenge.blockHeight()
                        + " could not be read: " + unread.reason());
        };
    }

    private static Verdict count(ContractOwners.Named named, Set<String> signers, long height) {
        if (named.threshold() < 1 || named.threshold() > named.owners().size()) {
            return Verdict.invalid("the contract names " + named.owners().size() + " owners and a threshold of "
                    + named.threshold() + " at block " + height + ", which no owners can meet");
        }
        for (String signer : signers) {
            if (!named.owners().contains(signer)) {
                return Verdict.invalid("the contract does not name " + signer + " as an owner at block " + height);
            }
        }
        String quorum = named.threshold() + "-of-" + named.owners().size();
        return signers.size() >= named.threshold()
                ? Verdict.valid("signed by " + signers.size() + " owners of the " + quorum
                        + " contract, as it names them at block " + height)
                : Verdict.invalid(
                        "only " + signers.size() + " owners signed; the contract is " + quorum + " at block " + height);
    }
}
