package org.plainsight.registry.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.evidence.Verdict;
import org.plainsight.merkle.Hash32;
import org.plainsight.registry.AddressClaim;
import org.plainsight.registry.RegistryChanges.Change;

/**
 * Which changes do not go live. An address that becomes ours with a proof that does not hold, or that could not be
 * checked, waits for a better proof or, if the proof is merely inconclusive, for a person. A row without any proof is
 * what it says, a bare claim, and goes live as such. A claim that stands already is not held when its verdict falls: the
 * public must learn of that at once.
 */
public final class HoldRule {

    private HoldRule() {}

    /** Why the change is held; empty when it is not. */
    public static Optional<String> reason(Change change) {
        Attribution next = change.next();
        if (!AddressClaim.isOurs(next.claim())
                || next.evidence().stream().allMatch(e -> e.signatures().isEmpty())
                || next.ownership().isValid()
                || change.superseded()
                        .filter(old -> digest(old.attribution()).equals(digest(next)))
                        .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(next.ownership().word() + ": " + next.ownership().reason());
    }

    /** SHA-256 over what a person declares of an address: neither times, cited indices, verdicts nor disputes change it. */
    public static String digest(Attribution a) {
        Attribution bare = new Attribution(
                a.id(),
                Instant.EPOCH,
                a.subject(),
                a.script(),
                a.claim(),
                a.entity(),
                a.role(),
                a.purpose(),
                a.assets(),
                a.validFrom(),
                a.validUntil(),
                List.of(),
                a.reason(),
                a.evidence().stream()
                        .map(e -> new Attribution.Evidence(
                                e.method(),
                                e.message(),
                                e.signatures(),
                                e.script(),
                                Optional.empty(),
                                Verdict.inconclusive("")))
                        .toList(),
                List.of());
        return Hash32.sha256(CanonicalJson.write(bare.body())).toHex();
    }
}
