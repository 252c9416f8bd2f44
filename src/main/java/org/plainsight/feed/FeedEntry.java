package org.plainsight.feed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Json;
import org.plainsight.evidence.BlockRef;
import org.plainsight.registry.AddressClaim;

/**
 * One claim as explorers take it in. Retractions and disclaimers are entries like all others: what an entry means is in
 * its claim.
 */
public record FeedEntry(long index, Attribution attribution) {

    public static FeedEntry of(AddressClaim claim) {
        return new FeedEntry(claim.logIndex(), claim.attribution());
    }

    String claim() {
        return word(attribution.claim());
    }

    String role() {
        return attribution.role().map(FeedEntry::word).orElse("");
    }

    /** The methods of the evidence, each once, in order. */
    List<String> methods() {
        return attribution.evidence().stream()
                .map(Attribution.Evidence::method)
                .distinct()
                .toList();
    }

    /** As all JSON forms of the feed write it. */
    public Json.Obj json() {
        return Json.object()
                .put("index", index)
                .put("id", attribution.id())
                .put("address", attribution.subject().toString())
                .put("claim", claim())
                .put("entity", attribution.entity())
                .putText("role", attribution.role().map(FeedEntry::word))
                .putText("purpose", attribution.purpose())
                .put("assets", Json.array(attribution.assets(), Json.Str::new))
                .putOptional("valid_from", attribution.validFrom().map(FeedEntry::block))
                .putOptional("valid_until", attribution.validUntil().map(FeedEntry::block))
                .put("ownership", ownership())
                .put("reason", attribution.reason())
                .put("issued_at", attribution.issuedAt())
                .put("supersedes", Json.array(attribution.supersedes(), Json.Int::new))
                .put("disputes", Json.array(attribution.disputes(), FeedEntry::dispute))
                .build();
    }

    private Json.Obj ownership() {
        return Json.object()
                .put("verdict", attribution.ownership().word())
                .put("reason", attribution.ownership().reason())
                .put("methods", Json.array(methods(), Json.Str::new))
                .build();
    }

    private static Json.Obj dispute(Attribution.Dispute dispute) {
        return Json.object()
                .put("publisher", dispute.publisher())
                .put("label", dispute.label())
                .put("url", dispute.url())
                .put("observed_at", dispute.observedAt())
                .put("state", dispute.state().word())
                .build();
    }

    private static Json.Obj block(BlockRef block) {
        return Json.object()
                .put("height", block.height())
                .put("hash", block.hash())
                .put("time", block.time())
                .build();
    }

    static String height(Optional<BlockRef> block) {
        return block.map(b -> Long.toString(b.height())).orElse("");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
