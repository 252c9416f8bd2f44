package org.plainsight.feed;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plainsight.asset.AccountId;
import org.plainsight.asset.AssetId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.disclosure.Disclosure;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.ReservesStatement;
import org.plainsight.event.Citation;
import org.plainsight.event.EventKind;
import org.plainsight.event.PublicEvent;
import org.plainsight.evidence.BlockRef;

/** What a statement of the log means to those who asked to be told: a function of the statement and its place. */
public final class StatementEvents {

    /** Begins the key of every event of a statement; its log index follows. */
    public static final String KEY = "log:";

    private StatementEvents() {}

    /** @param sha256 hex, of the entry's bytes */
    public static List<PublicEvent> of(long index, String sha256, Disclosure statement) {
        return switch (statement) {
            case Attribution a -> List.of(claim(index, sha256, a));
            case ReservesStatement r -> isBelow(r) ? List.of(coverage(index, sha256, r)) : List.of();
            case IncidentStatement i -> List.of(incident(index, sha256, i));
            default -> List.of();
        };
    }

    private static PublicEvent claim(long index, String sha256, Attribution a) {
        String title = switch (a.claim()) {
            case OWNED -> a.entity() + " claims an address as its own";
            case CUSTOMER_DEPOSIT -> a.entity() + " claims an address as a customers' deposit address";
            case NOT_OWNED -> "An address is not one of " + a.entity();
            case FORMERLY_OWNED -> "An address is no longer one of " + a.entity();
            case UNDER_REVIEW -> "An address of " + a.entity() + " is under review";
        };
        EventKind kind = switch (a.claim()) {
            case OWNED, CUSTOMER_DEPOSIT -> EventKind.CLAIM;
            case NOT_OWNED -> EventKind.DISCLAIMER;
            case FORMERLY_OWNED, UNDER_REVIEW -> EventKind.RETRACTION;
        };
        return event(
                index,
                sha256,
                kind,
                a.issuedAt(),
                Optional.of(a.subject()),
                Optional.empty(),
                Optional.of(a.entity()),
                title,
                title + ": " + a.subject(),
                "/addresses/" + a.subject() + "?as-of=" + (index + 1),
                (a.validUntil().isPresent() ? a.validUntil() : a.validFrom()));
    }

    /** A ratio that is withheld is unknown, which is not below. */
    private static boolean isBelow(ReservesStatement r) {
        return r.ratio()
                .filter(ratio -> new BigDecimal(ratio).compareTo(BigDecimal.ONE) < 0)
                .isPresent();
    }

    private static PublicEvent coverage(long index, String sha256, ReservesStatement r) {
        String figure = "Signed reserves of " + r.asset() + " are "
                + new BigDecimal(r.ratio().orElseThrow()).movePointRight(2).toPlainString()
                + " % of what is owed, snapshot "
                + r.snapshotId();
        return event(
                index,
                sha256,
                EventKind.COVERAGE,
                r.issuedAt(),
                Optional.empty(),
                Optional.of(r.asset()),
                Optional.empty(),
                figure,
                figure,
                "/snapshots/" + r.snapshotId(),
                r.positions().stream()
                        .map(ReservesStatement.Position::block)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static PublicEvent incident(long index, String sha256, IncidentStatement i) {
        EventKind kind =
                i.kind() == IncidentStatement.Kind.CONTRADICTING_PROVIDER ? EventKind.DISAGREEMENT : EventKind.INCIDENT;
        return event(
                index,
                sha256,
                kind,
                i.observedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                i.description(),
                i.description(),
                "/log/entries/" + index,
                i.block());
    }

    private static PublicEvent event(
            long index,
            String sha256,
            EventKind kind,
            Instant at,
            Optional<AccountId> account,
            Optional<AssetId> asset,
            Optional<String> entity,
            String title,
            String figure,
            String link,
            Optional<BlockRef> block) {
        return new PublicEvent(
                KEY + index,
                kind,
                at,
                account,
                asset,
                Optional.empty(),
                entity,
                title,
                link,
                new Citation(figure, block, Optional.of(index), Optional.of(sha256)));
    }
}
