package org.plainsight.ownership;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.evidence.Verdict;

/**
 * Answers whether a proof shows that its maker holds the keys of an account. The weakest part decides: an invalid
 * signature or challenge makes the whole invalid, and what could not be checked makes it inconclusive.
 */
public final class OwnershipVerifier {

    private final List<SignatureScheme> schemes;
    private final KnownBlocks blocks;

    public OwnershipVerifier(List<SignatureScheme> schemes, KnownBlocks blocks) {
        this.schemes = List.copyOf(schemes);
        this.blocks = blocks;
    }

    public Verdict verify(AccountId account, OwnershipProof proof, ChallengePolicy policy) {
        if (proof instanceof OwnershipProof.None) {
            return Verdict.inconclusive("no signature was given, so nothing could be checked");
        }
        return switch (policy) {
            case ChallengePolicy.AnyText any -> signature(account, proof);
            case ChallengePolicy.Required required -> dated(account, proof, required);
        };
    }

    private Verdict signature(AccountId account, OwnershipProof proof) {
        if (proof instanceof OwnershipProof.Unsupported) {
            return Verdict.inconclusive("signatures of the method " + proof.method() + " are not checked here");
        }
        for (SignatureScheme scheme : schemes) {
            if (scheme.covers(account.chain())) {
                return scheme.verify(account, proof);
            }
        }
        return Verdict.inconclusive("signatures of the chain " + account.chain() + " are not checked here");
    }

    private Verdict dated(AccountId account, OwnershipProof proof, ChallengePolicy.Required required) {
        if (!Challenge.isChallenge(proof.message())) {
            Verdict signature = signature(account, proof);
            return signature.isValid()
                    ? Verdict.inconclusive("the signature is right, but its text is undated and can be replayed for"
                            + " ever; sign a fresh challenge")
                    : signature;
        }
        Challenge challenge;
        try {
            challenge = Challenge.parse(proof.message());
        } catch (MalformedChallengeException e) {
            return Verdict.invalid(Objects.requireNonNullElse(e.getMessage(), "not a challenge"));
        }
        Optional<String> mismatch = mismatch(account, challenge, required);
        if (mismatch.isPresent()) {
            return Verdict.invalid(mismatch.get());
        }
        Verdict signature = signature(account, proof);
        return signature.isValid() ? withBlock(challenge, signature) : signature;
    }

    private static Optional<String> mismatch(
            AccountId account, Challenge challenge, ChallengePolicy.Required required) {
        if (!challenge.domain().equals(required.domain())) {
            return Optional.of(
                    "the challenge is for the domain " + challenge.domain() + ", not for " + required.domain());
        }
        if (!challenge.entity().equals(required.entity())) {
            return Optional.of(
                    "the challenge is for the entity " + challenge.entity() + ", not for " + required.entity());
        }
        if (!challenge.address().chain().equals(account.chain())) {
            return Optional.of(
                    "the challenge is for the chain " + challenge.address().chain() + ", not for " + account.chain());
        }
        if (!challenge.address().equals(account)) {
            return Optional.of("the challenge is for the address "
                    + challenge.address().address() + ", not for " + account.address());
        }
        if (challenge.expires().isBefore(required.asOf())) {
            return Optional.of("the challenge expired on " + challenge.expires() + "; sign a fresh one");
        }
        return Optional.empty();
    }

    private Verdict withBlock(Challenge challenge, Verdict signature) {
        String block = "block " + challenge.blockHeight() + " (" + challenge.blockHash() + ")";
        return switch (blocks.check(challenge.address().chain(), challenge.blockHeight(), challenge.blockHash())) {
            case MATCHES -> Verdict.valid(signature.reason() + "; signed no earlier than " + block);
            case CONTRADICTS ->
                Verdict.invalid("the chain has another block at the height of the challenge's " + block);
            case UNKNOWN ->
                Verdict.inconclusive("the signature is right, but the challenge's " + block
                        + " is not known here, so its date could not be checked");
        };
    }
}
