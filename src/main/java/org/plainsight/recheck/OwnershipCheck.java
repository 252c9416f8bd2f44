package org.plainsight.recheck;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.plainsight.disclosure.Attribution;
import org.plainsight.evidence.Verdict;
import org.plainsight.ownership.ChallengePolicy;
import org.plainsight.ownership.OwnershipProof;
import org.plainsight.ownership.OwnershipVerifier;

/** Verifies the evidence of every standing claim again and compares the verdict with the published one. */
final class OwnershipCheck {

    private final OwnershipVerifier verifier;
    private final String domain;
    private final Report report;

    OwnershipCheck(OwnershipVerifier verifier, String domain, Report report) {
        this.verifier = verifier;
        this.domain = domain;
        this.report = report;
    }

    void check(Collection<Attribution> standing) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (Attribution claim : standing) {
            for (Attribution.Evidence evidence : claim.evidence()) {
                counts.merge(compare(claim, evidence), 1, Integer::sum);
            }
        }
        report.agrees("ownership", counts.getOrDefault(Outcome.AGREES, 0) + " published verdicts were found again");
    }

    private Outcome compare(Attribution claim, Attribution.Evidence evidence) {
        Verdict found = verifier.verify(
                claim.subject(),
                OwnershipProof.of(
                        evidence.method(),
                        evidence.message(),
                        evidence.signatures(),
                        evidence.script().orElse("")),
                new ChallengePolicy.Required(
                        domain, claim.entity(), LocalDate.ofInstant(claim.issuedAt(), ZoneOffset.UTC)));
        String subject = "ownership " + claim.subject();
        if (found.word().equals(evidence.verdict().word())) {
            return Outcome.AGREES;
        }
        String both = "published as " + evidence.verdict().word() + ", found " + found.word() + ": " + found.reason();
        if (found instanceof Verdict.Inconclusive) {
            report.unchecked(subject, both);
            return Outcome.UNCHECKED;
        }
        report.differs(subject, both);
        return Outcome.DIFFERS;
    }
}
