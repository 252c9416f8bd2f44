package org.plainsight.registry;

import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.Role;
import org.plainsight.evidence.BlockRef;

/**
 * One reviewed row of the registry: what the operator wants to say of an address.
 *
 * @param place where the row stands, {@code file:line}
 */
public record DeclaredAddress(
        String place,
        String id,
        AccountId account,
        Optional<String> script,
        Claim claim,
        String entity,
        Optional<Role> role,
        Optional<String> purpose,
        List<String> assets,
        Optional<BlockRef> validFrom,
        Optional<BlockRef> validUntil,
        String reason,
        List<Proof> evidence,
        List<Dispute> disputes) {

    /** @param script hex of the redeem script where the method needs one */
    public record Proof(String method, String message, List<String> signatures, Optional<String> script) {
        public Proof {
            signatures = List.copyOf(signatures);
        }
    }

    public DeclaredAddress {
        assets = List.copyOf(assets);
        evidence = List.copyOf(evidence);
        disputes = List.copyOf(disputes);
    }

    /** The row that says what an attribution says. */
    public static DeclaredAddress of(Attribution a) {
        return new DeclaredAddress(
                "",
                a.id(),
                a.subject(),
                a.script(),
                a.claim(),
                a.entity(),
                a.role(),
                a.purpose(),
                a.assets(),
                a.validFrom(),
                a.validUntil(),
                a.reason(),
                a.evidence().stream()
                        .map(e -> new Proof(e.method(), e.message(), e.signatures(), e.script()))
                        .toList(),
                a.disputes());
    }
}
