package org.plainsight.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plainsight.asset.AccountId;
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
        /** As strict, but only evidence that could not be checked so far is checked. */
        OPEN_VERDICTS_ONLY,
        /** As strict, but claims whose rows vanished are retracted. */
        RETRACT_VANISHED
    }

    private final EvidenceCheck evidence;
    private final Clock clock;

    /** @param domain of the portal, which ownership challenges must name */
    public Registrar(OwnershipVerifier verifier, SignedBlocks blocks, String domain, Clock clock) {
        this.evidence = new EvidenceCheck(verifier, blocks, domain);
        this.clock = clock;
    }

    /**
     * @param standing every claim that nothing supersedes
     * @throws MalformedRegistryException when the declarations contradict what stands
     */
    public RegistryChanges compare(Declarations declared, List<AddressClaim> standing, Mode mode) {
        Map<AccountId, AddressClaim> before = new HashMap<>();
        standing.forEach(claim -> before.put(claim.account(), claim));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Finding> findings = new ArrayList<>(stolenIds(declared, standing));
        List<Change> changes = new ArrayList<>();
        Set<AccountId> seen = new HashSet<>();
        for (DeclaredAddress row : declared.addresses()) {
            seen.add(row.account());
            change(row, Optional.ofNullable(before.get(row.account())), now, mode)
                    .ifPresent(changes::add);
        }
        for (AddressClaim claim : standing) {
            if (!seen.contains(claim.account())
                    && !mayVanish(claim.attribution().claim())) {
                if (mode == Mode.RETRACT_VANISHED) {
                    changes.add(retraction(claim, now));
                } else {
                    findings.add(vanished(claim));
                }
            }
        }
        if (!findings.isEmpty()) {
            throw new MalformedRegistryException(findings);
        }
        return new RegistryChanges(changes);
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

    /** Whether a later look could still decide a verdict that could not be reached. */
    public static boolean hasOpenVerdicts(List<AddressClaim> standing) {
        return standing.stream()
                .flatMap(claim -> claim.attribution().evidence().stream())
                .anyMatch(e -> !e.signatures().isEmpty() && !EvidenceCheck.isConclusive(e.verdict()));
    }

    private Optional<Change> change(DeclaredAddress row, Optional<AddressClaim> before, Instant now, Mode mode) {
        Optional<Attribution> old = before.map(AddressClaim::attribution);
        Attribution next = new Attribution(
                row.id(),
                now,
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
                evidence.check(row, old, LocalDate.ofInstant(now, ZoneOffset.UTC), mode == Mode.OPEN_VERDICTS_ONLY),
                row.disputes());
        if (old.isEmpty()) {
            return Optional.of(new Change(Kind.JOINED, next, before, Differences.ofNew(next)));
        }
        List<String> differences = Differences.between(old.get(), next);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(kind(old.get(), next), next, before, differences));
    }

    private static Kind kind(Attribution old, Attribution next) {
        return isOurs(old.claim()) && !isOurs(next.claim()) ? Kind.LEFT : Kind.CHANGED;
    }

    private static boolean isOurs(Claim claim) {
        return claim == Claim.OWNED || claim == Claim.CUSTOMER_DEPOSIT;
    }

    private static boolean mayVanish(Claim claim) {
        return claim == Claim.FORMERLY_OWNED || claim == Claim.UNDER_REVIEW;
    }

    private static Change retraction(AddressClaim claim, Instant now) {
        Attribution old = claim.attribution();
        boolean ours = isOurs(old.claim());
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

    private static Finding vanished(AddressClaim claim) {
        Attribution a = claim.attribution();
        return new Finding(
                "addresses",
                a.id(),
                "the row of " + a.subject() + " vanished while its claim at log index " + claim.logIndex() + " is "
                        + Differences.word(a.claim()),
                "put it back with the claim formerly_owned and a reason, or import with --retract");
    }

    /** An id stays with its address; a new address gets a new one. */
    private static List<Finding> stolenIds(Declarations declared, List<AddressClaim> standing) {
        Map<String, AddressClaim> byId = new HashMap<>();
        standing.forEach(claim -> byId.put(claim.attribution().id(), claim));
        List<Finding> findings = new ArrayList<>();
        for (DeclaredAddress row : declared.addresses()) {
            AddressClaim owner = byId.get(row.id());
            if (owner != null && !owner.account().equals(row.account())) {
                findings.add(new Finding(
                        row.place(),
                        "id",
                        "'" + row.id() + "' is the id of " + owner.account() + " at log index " + owner.logIndex(),
                        "give this address an id of its own"));
            }
        }
        return findings;
    }
}
