package org.plainsight.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.evidence.BlockRef;
import org.plainsight.evidence.Verdict;

/**
 * What the operator says of one address. A change of mind is a new attribution that supersedes the old one by its log
 * index; nothing is deleted.
 *
 * @param id the claim's own name, stable over its supersessions
 * @param script the scriptPubKey in hex of a Bitcoin address
 * @param assets {@code *} or CAIP-19 ids
 * @param supersedes log indices of the attributions this one replaces
 */
public record Attribution(
        String id,
        Instant issuedAt,
        AccountId subject,
        Optional<String> script,
        Claim claim,
        String entity,
        Optional<Role> role,
        Optional<String> purpose,
        List<String> assets,
        Optional<BlockRef> validFrom,
        Optional<BlockRef> validUntil,
        List<Long> supersedes,
        String reason,
        List<Evidence> evidence,
        List<Dispute> disputes)
        implements Disclosure {

    public static final String TYPE = "attribution";

    public enum Claim {
        OWNED,
        NOT_OWNED,
        FORMERLY_OWNED,
        CUSTOMER_DEPOSIT,
        UNDER_REVIEW
    }

    public enum Role {
        COLD,
        HOT,
        DEPOSIT,
        WITHDRAWAL,
        STAKING,
        CUSTODIAN,
        FEE,
        TREASURY
    }

    public enum DisputeState {
        ASKED("asked"),
        ACKNOWLEDGED("acknowledged"),
        CORRECTED("corrected"),
        BROKEN_AGAIN("broken-again");

        private final String word;

        DisputeState(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static DisputeState read(String word) {
            for (DisputeState state : values()) {
                if (state.word.equals(word)) {
                    return state;
                }
            }
            throw new MalformedStatementException("'" + word + "' is no state of a dispute");
        }
    }

    /**
     * One piece of ownership evidence and what the portal found when it checked it.
     *
     * @param method {@code bip322}, {@code bip137}, {@code eip191}, {@code contract-owners}, {@code none} …
     * @param signatures one, or one per signer of a multisig
     * @param script hex of the redeem or witness script where the method needs one
     * @param signedAt the block the challenge names
     */
    public record Evidence(
            String method,
            String message,
            List<String> signatures,
            Optional<String> script,
            Optional<BlockRef> signedAt,
            Verdict verdict) {
        public Evidence {
            signatures = List.copyOf(signatures);
        }
    }

    /** A publisher who says otherwise, and how far the correction has come. */
    public record Dispute(
            String publisher,
            String label,
            String url,
            Instant observedAt,
            Optional<String> observedSha256,
            DisputeState state) {}

    public Attribution {
        assets = List.copyOf(assets);
        supersedes = List.copyOf(supersedes);
        evidence = List.copyOf(evidence);
        disputes = List.copyOf(disputes);
    }

    /** The strongest verdict among the evidence; inconclusive where there is none. */
    public Verdict ownership() {
        return evidence.stream()
                .map(Evidence::verdict)
                .filter(Verdict::isValid)
                .findFirst()
                .or(() -> evidence.stream().map(Evidence::verdict).findFirst())
                .orElseGet(() -> Verdict.inconclusive("no evidence was given"));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Json.Obj body() {
        return Json.object()
                .put("id", id)
                .put("issued_at", issuedAt)
                .put("subject", subject.toString())
                .putText("script", script)
                .put("claim", Words.of(claim))
                .put("entity", entity)
                .putText("role", role.map(Words::of))
                .putText("purpose", purpose)
                .put("assets", Json.array(assets, Json.Str::new))
                .putOptional("valid_from", validFrom.map(BlockJson::write))
                .putOptional("valid_until", validUntil.map(BlockJson::write))
                .put("supersedes", Json.array(supersedes, Json.Int::new))
                .put("reason", reason)
                .put("evidence", Json.array(evidence, Attribution::write))
                .put("disputes", Json.array(disputes, Attribution::write))
                .build();
    }

    static Attribution read(Json.Obj o) {
        o.allowOnly(
                "id",
                "issued_at",
                "subject",
                "script",
                "claim",
                "entity",
                "role",
                "purpose",
                "assets",
                "valid_from",
                "valid_until",
                "supersedes",
                "reason",
                "evidence",
                "disputes");
        return new Attribution(
                o.text("id"),
                o.time("issued_at"),
                AccountId.parse(o.text("subject")),
                o.optionalText("script"),
                Words.read(Claim.class, o.text("claim")),
                o.text("entity"),
                o.optionalText("role").map(w -> Words.read(Role.class, w)),
                o.optionalText("purpose"),
                o.list("assets", Json::asText),
                o.find("valid_from").map(BlockJson::read),
                o.find("valid_until").map(BlockJson::read),
                o.list("supersedes", Json::asInteger),
                o.text("reason"),
                o.list("evidence", Attribution::readEvidence),
                o.list("disputes", Attribution::readDispute));
    }

    private static Json write(Evidence e) {
        return Json.object()
                .put("method", e.method)
                .put("message", e.message)
                .put("signatures", Json.array(e.signatures, Json.Str::new))
                .putText("script", e.script)
                .putOptional("signed_at_block", e.signedAt.map(BlockJson::write))
                .put("verdict", e.verdict.word())
                .put("verdict_reason", e.verdict.reason())
                .build();
    }

    private static Evidence readEvidence(Json value) {
        Json.Obj o = Json.asObject(value);
        o.allowOnly("method", "message", "signatures", "script", "signed_at_block", "verdict", "verdict_reason");
        return new Evidence(
                o.text("method"),
                o.text("message"),
                o.list("signatures", Json::asText),
                o.optionalText("script"),
                o.find("signed_at_block").map(BlockJson::read),
                readVerdict(o));
    }

    private static Verdict readVerdict(Json.Obj o) {
        try {
            return Verdict.of(o.text("verdict"), o.text("verdict_reason"));
        } catch (IllegalArgumentException e) {
            throw new MalformedStatementException("refused: " + e.getMessage());
        }
    }

    private static Json write(Dispute d) {
        return Json.object()
                .put("publisher", d.publisher)
                .put("label", d.label)
                .put("url", d.url)
                .put("observed_at", d.observedAt)
                .putText("observed_sha256", d.observedSha256)
                .put("state", d.state.word())
                .build();
    }

    private static Dispute readDispute(Json value) {
        Json.Obj o = Json.asObject(value);
        o.allowOnly("publisher", "label", "url", "observed_at", "observed_sha256", "state");
        return new Dispute(
                o.text("publisher"),
                o.text("label"),
                o.text("url"),
                o.time("observed_at"),
                o.optionalText("observed_sha256"),
                DisputeState.read(o.text("state")));
    }
}
