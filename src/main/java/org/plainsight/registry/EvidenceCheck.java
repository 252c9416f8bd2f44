package org.plainsight.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Evidence;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.Challenge;
import org.plainsight.ownership.ChallengePolicy;
import org.plainsight.ownership.MalformedChallengeException;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.registry.DeclaredAddress.Proof;

/**
 * Turns declared proofs into published evidence with its verdict. What was once checked stays checked: a verdict that
 * cannot be reached again (node off, chain not yet caught up) does not undo an earlier one over the same evidence.
 */
final class EvidenceCheck {

    private final OwnershipVerifier verifier;
    private final SignedBlocks blocks;
    private final String domain;

    EvidenceCheck(OwnershipVerifier verifier, SignedBlocks blocks, String domain) {
        this.verifier = verifier;
        this.blocks = blocks;
        this.domain = domain;
    }

    List<Evidence> check(DeclaredAddress row, Optional<Attribution> standing, LocalDate today) {
        List<Evidence> checked = new ArrayList<>();
        for (Proof proof : row.evidence()) {
            Optional<Evidence> before = standing.filter(s -> s.entity().equals(row.entity())).stream()
                    .flatMap(s -> s.evidence().stream())
                    .filter(e -> isSame(e, proof))
                    .findFirst();
            checked.add(check(row, proof, before, today));
        }
        return checked;
    }

    private Evidence check(DeclaredAddress row, Proof proof, Optional<Evidence> before, LocalDate today) {
        Verdict verdict = verifier.verify(
                row.account(),
                OwnershipProof.of(
                        proof.method(),
                        proof.message(),
                        proof.signatures(),
                        proof.script().orElse("")),
                new ChallengePolicy.Required(domain, row.entity(), today));
        if (before.isPresent()
                && (!isConclusive(verdict)
                        || verdict.word().equals(before.get().verdict().word()))) {
            return before.get();
        }
        return new Evidence(
                proof.method(), proof.message(), proof.signatures(), proof.script(), signedAt(proof), verdict);
    }

    private Optional<BlockRef> signedAt(Proof proof) {
        if (!Challenge.isChallenge(proof.message())) {
            return Optional.empty();
        }
        try {
            Challenge challenge = Challenge.parse(proof.message());
            return blocks.find(challenge.address().chain(), challenge.blockHeight(), challenge.blockHash());
        } catch (MalformedChallengeException e) {
            // the verdict already says so
            return Optional.empty();
        }
    }

    private static boolean isSame(Evidence e, Proof p) {
        return e.method().equals(p.method())
                && e.message().equals(p.message())
                && e.signatures().equals(p.signatures())
                && e.script().equals(p.script());
    }

    static boolean isConclusive(Verdict verdict) {
        return !(verdict instanceof Verdict.Inconclusive);
    }
}
