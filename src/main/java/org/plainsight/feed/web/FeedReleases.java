package org.plainsight.feed.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.plainsight.event.PortalAddress;
import org.plainsight.feed.FeedChanges;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.feed.store.ReleaseFiles;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;

/**
 * The release of the newest checkpoint. Claims that no checkpoint covers yet are not shown, so that every line can be
 * proven from the log. The log is looked at once per {@code plainsight.feed.freshness}; between looks everything made
 * already is served without touching the database.
 */
@Singleton
class FeedReleases {

    private static final Logger LOG = Logger.getLogger(FeedReleases.class);

    /** A release of more claims is made beside the one that is served; until then the old one goes on. */
    private static final int LARGE = 20_000;

    private final TransparencyLog log;
    private final AddressBook addresses;
    private final ReleaseFiles files;
    private final long freshNanos;
    private final String base;
    private volatile Looked current = new Looked(Optional.empty(), 0, false);
    private final AtomicBoolean preparing = new AtomicBoolean();

    FeedReleases(
            TransparencyLog log,
            AddressBook addresses,
            ReleaseFiles files,
            @ConfigProperty(name = "plainsight.feed.freshness", defaultValue = "1s") Duration freshness,
            @ConfigProperty(name = "plainsight.domain", defaultValue = "localhost") String domain) {
        this.log = log;
        this.addresses = addresses;
        this.files = files;
        this.freshNanos = freshness.toNanos();
        this.base = PortalAddress.of(domain);
    }

    private record Looked(Optional<Release> release, long atNanos, boolean ever) {}

    /** The portal's address without a slash at the end. */
    String base() {
        return base;
    }

    /** The release if the log was looked at just now; never waits. */
    Optional<Release> fresh() {
        Looked looked = current;
        return looked.ever() && System.nanoTime() - looked.atNanos() < freshNanos ? looked.release() : Optional.empty();
    }

    /** Empty until the log's first checkpoint is signed. */
    Optional<Release> release() {
        Optional<Release> fresh = fresh();
        return fresh.isPresent() ? fresh : look();
    }

    private synchronized Optional<Release> look() {
        Optional<Release> old = current.release();
        Optional<FeedHead> head = head();
        Optional<Release> next =
                head.map(h -> old.filter(r -> r.head().equals(h)).orElseGet(() -> next(h, old)));
        current = new Looked(next, System.nanoTime(), true);
        return next;
    }

    private Release next(FeedHead head, Optional<Release> old) {
        Release next = new Release(head, files, base);
        boolean large = old.flatMap(r -> r.ready(Release.name(FeedFormat.JSON)))
                .filter(body -> body.count() > LARGE)
                .isPresent();
        if (!large) {
            return next;
        }
        if (preparing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("feed-release").start(() -> prepare(next));
        }
        return old.orElseThrow();
    }

    private void prepare(Release next) {
        try {
            next.renderFormats();
            current = new Looked(Optional.of(next), System.nanoTime(), true);
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "The feed at log size %d could not be made; the one before is served on",
                    next.head().logSize());
        } finally {
            preparing.set(false);
        }
    }

    /** Entries that the release covers; 0 before the first checkpoint. Mostly answered from memory. */
    long logSize() {
        return release().map(r -> r.head().logSize()).orElse(0L);
    }

    /** Entries that the newest checkpoint covers, whose release may still be in the making. Asks the log each time. */
    long covered() {
        return head().map(FeedHead::logSize).orElse(0L);
    }

    /** Claims behind a cursor and below a size of the log, oldest first. */
    List<FeedEntry> after(long cursor, long logSize, int limit) {
        return addresses.after(cursor, limit).stream()
                .filter(claim -> claim.logIndex() < logSize)
                .map(FeedEntry::of)
                .toList();
    }

    /** The newest standing claims, newest first. */
    List<FeedEntry> newest(Release release, int limit) {
        List<FeedEntry> kept = new ArrayList<>();
        files.each(release.head().logSize(), entry -> {
            kept.add(entry);
            if (kept.size() > 2 * limit) {
                kept.subList(0, kept.size() - limit).clear();
            }
        });
        return kept.reversed().stream().limit(limit).toList();
    }

    /**
     * The claims that stood when the log had a size, or that are about a height of one chain. Equal for ever once asked
     * for a size; it carries no root, since not every size had a checkpoint.
     *
     * @throws BadRequestException when the log is not that large yet
     */
    FeedBody asOf(Release release, FeedFormat format, Optional<Long> size, Optional<AtHeight> height) {
        long newest = release.head().logSize();
        long at = size.orElse(newest);
        if (at > newest) {
            throw new BadRequestException("as-of: the log has " + newest + " entries, not " + at + ".");
        }
        Instant[] issued = {Instant.EPOCH};
        Predicate<FeedEntry> shown = entry -> height.isEmpty() || height.get().covers(entry);
        files.each(at, entry -> {
            Instant time = entry.attribution().issuedAt();
            if (shown.test(entry) && time.isAfter(issued[0])) {
                issued[0] = time;
            }
        });
        FeedHead then = FeedHead.lookBack(at, issued[0]);
        ReleaseFiles.Rendered made = files.render(then, List.of(format::begin), shown);
        return new FeedBody(
                then,
                made.count(),
                format.mediaType(),
                made.files().getFirst(),
                files.gzip(made.files().getFirst()),
                Map.of());
    }

    /** @throws BadRequestException when the log never had the cursor */
    FeedBody changes(Release release, FeedFormat format, long after, int limit) {
        FeedHead head = release.head();
        if (after >= head.logSize()) {
            throw new BadRequestException("after: the log has " + head.logSize() + " entries and never had index "
                    + after + "; if it once had, it was rewritten: keep what you have, and tell others.");
        }
        List<AddressClaim> found = addresses.after(after, limit + 1).stream()
                .filter(claim -> claim.logIndex() < head.logSize())
                .toList();
        FeedChanges changes = new FeedChanges(
                head, after, found.stream().limit(limit).map(FeedEntry::of).toList(), found.size() > limit);
        return release.small(
                head,
                changes.entries().size(),
                format.mediaType(),
                changes.in(format),
                Map.of(
                        "Plainsight-Next", Long.toString(changes.next()),
                        "Plainsight-More", Boolean.toString(changes.more())));
    }

    private Optional<FeedHead> head() {
        return log.checkpoint()
                .map(c -> new FeedHead(c.size(), c.signedAt(), c.root().toHex()));
    }
}
