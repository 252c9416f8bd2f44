package org.plainsight.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Attribution.Claim;
import org.plainsight.disclosure.Attribution.Dispute;
import org.plainsight.disclosure.Attribution.Evidence;
import org.plainsight.disclosure.Attribution.Role;

/** A claim about an address that says no more than a test wants it to: for all assets, without bounds or evidence. */
public final class TestClaim {

    private final String id;
    private final Instant issuedAt;
    private final AccountId subject;
    private final Claim claim;
    private final String entity;
    private Optional<Role> role = Optional.empty();
    private Optional<String> purpose = Optional.empty();
    private List<Long> supersedes = List.of();
    private String reason = "";
    private List<Evidence> evidence = List.of();
    private List<Dispute> disputes = List.of();

    private TestClaim(String id, Instant issuedAt, AccountId subject, Claim claim, String entity) {
        this.id = id;
        this.issuedAt = issuedAt;
        this.subject = subject;
        this.claim = claim;
        this.entity = entity;
    }

    public static TestClaim of(String id, Instant issuedAt, AccountId subject, Claim claim, String entity) {
        return new TestClaim(id, issuedAt, subject, claim, entity);
    }

    public TestClaim role(Role of) {
        role = Optional.of(of);
        return this;
    }

    public TestClaim purpose(String of) {
        purpose = Optional.of(of);
        return this;
    }

    public TestClaim supersedes(List<Long> indices) {
        supersedes = List.copyOf(indices);
        return this;
    }

    public TestClaim reason(String words) {
        reason = words;
        return this;
    }

    public TestClaim evidence(List<Evidence> shown) {
        evidence = List.copyOf(shown);
        return this;
    }

    public TestClaim disputes(List<Dispute> led) {
        disputes = List.copyOf(led);
        return this;
    }

    public Attribution build() {
        return new Attribution(
                id,
                issuedAt,
                subject,
                Optional.empty(),
                claim,
                entity,
                role,
                purpose,
                List.of("*"),
                Optional.empty(),
                Optional.empty(),
                supersedes,
                reason,
                evidence,
                disputes);
    }
}
