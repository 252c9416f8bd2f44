package org.plainsight.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.ownership.OwnershipVerifier;
import org.plainsight.registry.RegistryChanges.Change;
import org.plainsight.registry.RegistryChanges.Kind;

/**
 * Compares what the operator declares with what stands in the log, and says which attributions publishing it takes.
 * Declaring the same twice changes nothing.
 */
public final class Registrar {

    /** How an import is meant. */
    public enum Mode {
        /** Every signature is checked anew; a vanished row is refused. */
        STRICT,
        /** As strict, but claims whose rows vanished are retracted. */
        RETRACT_VANISHED
    }

    private final EvidenceCheck evidence;
    private final DisputeLedger ledger;

    /**
     * @param domain of the portal, which ownership challenges must name
     * @param ledger how far corrections have come
     */
    public Registrar(OwnershipVerifier verifier, SignedBlocks blocks, String domain, DisputeLedger ledger) {
        this.evidence = new EvidenceCheck(verifier, blocks, domain);
        this.ledger = ledger;
    }

    /**
     * What must not change about assets once people count by them.
     *
     * @param pinned the assets as declared before
     */
    public static List<Finding> assetFindings(List<PinnedAsset> declared, List<PinnedAsset> pinned) {
        Map<AssetId, Integer> decimals = new HashMap<>();
        for (PinnedAsset asset : declared) {
            decimals.put(asset.id(), asset.decimals());
        }
        List<Finding> findings = new ArrayList<>();
        for (PinnedAsset asset : pinned) {
            Integer now = decimals.get(asset.id());
            if (now == null) {
                findings.add(new Finding(
                        "assets.jsonl", "id", asset.id() + " was declared before and is missing", "put its line back"));
            } else if (now != asset.decimals()) {
                findings.add(new Finding(
                        "assets.jsonl",
                        "decimals",
                        asset.id() + " was declared with " + asset.decimals() + " decimals and has " + now + " now",
                        "set them back; decimals never change"));
            }
        }
        return findings;
    }

    /**
     * What publishing one row takes; empty when it says what stands. Safe for use by several threads.
     *
     * @param today the day on which challenges must not have expired
     */
    public Optional<Change> change(
            DeclaredAddress row, Optional<AddressClaim> before, Instant issuedAt, LocalDate today) {
        Optional<Attribution> old = before.map(AddressClaim::attribution);
        Attribution next = new Attribution(
                row.id(),
                issuedAt,
                row.account(),
                row.script(),
                row.claim(),
                row.entity(),
                row.role(),
                row.purpose(),
                row.assets(),
                row.validFrom(),
                row.validUntil(),
                before.map(b -> List.of(b.logIndex())).orElse(List.of()),
                row.reason(),
                evidence.check(row, old, today),
                DisputeLedger.merged(row.disputes(), ledger.of(row.account())));
        if (old.isEmpty()) {
            return Optional.of(new Change(Kind.JOINED, next, before, Differences.ofNew(next)));
        }
        List<String> differences = Differences.between(old.get(), next);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(kind(old.get(), next), next, before, differences));
    }

    private static Kind kind(Attribution old, Attribution next) {
        return AddressClaim.isOurs(old.claim()) && !AddressClaim.isOurs(next.claim()) ? Kind.LEFT : Kind.CHANGED;
    }

    static boolean mayVanish(Claim claim) {
        return claim == Claim.FORMERLY_OWNED || claim == Claim.UNDER_REVIEW;
    }

    static Change retraction(AddressClaim claim, Instant now) {
        Attribution old = claim.attribution();
        boolean ours = AddressClaim.isOurs(old.claim());
        Attribution next = new Attribution(
                old.id(),
                now,
                old.subject(),
                old.script(),
                ours ? Claim.FORMERLY_OWNED : Claim.UNDER_REVIEW,
                old.entity(),
                old.role(),
                old.purpose(),
                old.assets(),
                old.validFrom(),
                old.validUntil(),
                List.of(claim.logIndex()),
                ours ? "No longer declared as ours." : "The disclaimer is no longer declared; nothing is claimed.",
                ours ? old.evidence() : List.of(),
                old.disputes());
        return new Change(ours ? Kind.LEFT : Kind.CHANGED, next, Optional.of(claim), Differences.between(old, next));
    }

    static Finding vanished(AddressBook.Standing claim) {
        return new Finding(
                "addresses",
                claim.id(),
                "the row of " + claim.account() + " vanished while its claim at log index " + claim.logIndex() + " is "
                        + Differences.word(claim.claim()),
                "put it back with the claim formerly_owned and a reason, or import with --retract");
    }
}
