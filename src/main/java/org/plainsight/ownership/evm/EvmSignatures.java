package org.plainsight.ownership.evm;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.Base58Check;
import org.plainsight.ownership.Challenge;
import org.plainsight.ownership.ContractOwners;
import org.plainsight.ownership.MalformedChallengeException;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.SignatureScheme;

/** Signatures of accounts of the EVM family, TRON included (its addresses are the same 20 bytes in base58). */
public final class EvmSignatures implements SignatureScheme {

    private static final byte TRON_VERSION = 0x41;

    private final ContractOwnersScheme contractOwners;
    private final ContractSignatureScheme contractSignature;

    public EvmSignatures(ContractOwners contracts) {
        this.contractOwners = new ContractOwnersScheme(contracts);
        this.contractSignature = new ContractSignatureScheme(contracts);
    }

    @Override
    public boolean covers(ChainId chain) {
        return chain.isEvm() || isTron(chain);
    }

    private static boolean isTron(ChainId chain) {
        return chain.namespace().equals("tron");
    }

    @Override
    public Verdict verify(AccountId account, OwnershipProof proof) {
        boolean tron = isTron(account.chain());
        return switch (proof) {
            case OwnershipProof.Eip191 p
            when !tron -> byAccount(account, p.message(), p.signature(), List.of(MessageFormat.EIP191));
            case OwnershipProof.Eip712 p when !tron -> typed(account, p);
            case OwnershipProof.Erc1271 p when !tron -> contractSignature.verify(account, p);
            case OwnershipProof.Tip191 p
            when tron -> byAccount(account, p.message(), p.signature(), MessageFormat.OF_TRON_LISTS);
            case OwnershipProof.MultisigContractOwners p when !tron -> contractOwners.verify(account, p);
            case OwnershipProof.Published p ->
                byAccount(
                        account,
                        p.message(),
                        p.signature(),
                        tron ? MessageFormat.OF_TRON_LISTS : MessageFormat.OF_EVM_LISTS);
            case OwnershipProof.None p -> Verdict.inconclusive("no signature was given");
            case OwnershipProof.Unsupported p ->
                Verdict.inconclusive("signatures of the method " + p.method() + " are not checked here");
            default ->
                Verdict.invalid("a signature of the method " + proof.method() + " cannot speak for an address of "
                        + account.chain());
        };
    }

    private static Verdict byAccount(AccountId account, String message, String signature, List<MessageFormat> formats) {
        Optional<String> wanted = accountBytes(account);
        if (wanted.isEmpty()) {
            return Verdict.invalid("no address of " + account.chain() + ": " + account.address());
        }
        Optional<AccountSignature> parsed = AccountSignature.parse(signature);
        if (parsed.isEmpty()) {
            return Verdict.invalid("not a signature of an account: 65 bytes of hex with a low S and v of 0, 1, 27 or"
                    + " 28 are needed");
        }
        for (MessageFormat format : formats) {
            if (parsed.get().signer(format.hash(message)).equals(wanted)) {
                return Verdict.valid("signed by the account's key (" + format.title() + ", v "
                        + parsed.get().v() + ")");
            }
        }
        return Verdict.invalid("the signature is by another account, or over another text");
    }

    private static Verdict typed(AccountId account, OwnershipProof.Eip712 proof) {
        Challenge challenge;
        try {
            challenge = Challenge.parse(proof.message());
        } catch (MalformedChallengeException e) {
            return Verdict.inconclusive("typed data are checked for challenges of this portal's form only");
        }
        Optional<AccountSignature> parsed = AccountSignature.parse(proof.signature());
        boolean signed =
                parsed.flatMap(s -> s.signer(TypedChallenge.hash(challenge))).equals(accountBytes(account));
        return signed
                ? Verdict.valid("signed by the account's key (EIP-712, v "
                        + parsed.orElseThrow().v() + ")")
                : Verdict.invalid("the signature is malformed, by another account, or over another challenge");
    }

    private static Optional<String> accountBytes(AccountId account) {
        if (account.chain().isEvm()) {
            return Optional.of(account.address().substring(2));
        }
        return Base58Check.decode(account.address())
                .filter(payload -> payload.length == 21 && payload[0] == TRON_VERSION)
                .map(payload -> HexFormat.of().formatHex(payload, 1, 21));
    }
}
