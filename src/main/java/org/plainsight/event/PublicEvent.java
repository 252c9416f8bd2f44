package org.plainsight.event;

import java.time.Instant;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.Amount;
import org.plainsight.asset.AssetId;
import org.plainsight.asset.ChainId;
import org.plainsight.disclosure.Json;
import org.plainsight.evidence.BlockRef;

/**
 * Something that outsiders asked to be told. It says only what is public already: an event is a pointer, never a source.
 *
 * @param key names it for ever, at most 200 characters; raising the same key again changes nothing, so that a writer may
 *     repeat itself after a crash
 * @param at when it happened: the statement's, block's or observation's time
 * @param account the address it is about
 * @param asset the asset it is about
 * @param amount in smallest units of the asset
 * @param entity whom it is about
 * @param title one sentence in plain words
 * @param link the path of the page that shows it, beginning with a slash; it never changes its meaning
 */
public record PublicEvent(
        String key,
        EventKind kind,
        Instant at,
        Optional<AccountId> account,
        Optional<AssetId> asset,
        Optional<Amount> amount,
        Optional<String> entity,
        String title,
        String link,
        Citation citation) {

    public PublicEvent {
        if (key.isEmpty() || key.length() > 200) {
            throw new IllegalArgumentException("an event's key has 1 to 200 characters: " + key);
        }
        if (!link.startsWith("/")) {
            throw new IllegalArgumentException("an event links to a path of this portal: " + link);
        }
    }

    /** As every feed of events writes it, without its number. */
    Json.Builder json() {
        Json.Builder cited = Json.object()
                .put("figure", citation.figure())
                .put("line", citation.line())
                .putOptional("log_index", citation.logIndex().map(Json.Int::new))
                .putText("sha256", citation.sha256())
                .putOptional(
                        "block",
                        citation.block()
                                .map(b -> Json.object()
                                        .put("chain", b.chain().toString())
                                        .put("height", b.height())
                                        .put("hash", b.hash())
                                        .put("time", b.time())
                                        .build()));
        return Json.object()
                .put("key", key)
                .put("kind", kind.word())
                .put("at", at)
                .putText("address", account.map(AccountId::toString))
                .putText("asset", asset.map(AssetId::toString))
                .putText("amount", amount.map(Amount::toString))
                .putText("entity", entity)
                .put("title", title)
                .put("link", link)
                .put("citation", cited.build());
    }

    /** @throws org.plainsight.disclosure.MalformedStatementException when it was not written by {@link #json} */
    static PublicEvent read(Json.Obj o) {
        Json.Obj cited = o.object("citation");
        return new PublicEvent(
                o.text("key"),
                EventKind.byWord(o.text("kind")).orElse(EventKind.INCIDENT),
                o.time("at"),
                o.optionalText("address").map(AccountId::parse),
                o.optionalText("asset").map(AssetId::parse),
                o.optionalText("amount").map(Amount::parse),
                o.optionalText("entity"),
                o.text("title"),
                o.text("link"),
                new Citation(
                        cited.text("figure"),
                        cited.optionalObject("block").map(PublicEvent::block),
                        cited.find("log_index").map(Json::asInteger),
                        cited.optionalText("sha256")));
    }

    private static BlockRef block(Json.Obj o) {
        return new BlockRef(ChainId.parse(o.text("chain")), o.integer("height"), o.text("hash"), o.time("time"));
    }
}
