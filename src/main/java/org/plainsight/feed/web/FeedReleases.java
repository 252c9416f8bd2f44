package org.plainsight.feed.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BadRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.plainsight.feed.DataPackage;
import org.plainsight.feed.FeedChanges;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.log.TransparencyLog;
import org.plainsight.registry.AddressBook;
import org.plainsight.registry.AddressClaim;

/**
 * The feed as of the newest checkpoint. Each format is rendered once per checkpoint and then served from memory;
 * claims that no checkpoint covers yet are not shown, so that every line can be proven from the log.
 */
@Singleton
class FeedReleases {

    private final TransparencyLog log;
    private final AddressBook addresses;
    private Optional<Release> current = Optional.empty();
    private final AtomicReference<Recent> recent = new AtomicReference<>(new Recent(-1, Map.of()));

    FeedReleases(TransparencyLog log, AddressBook addresses) {
        this.log = log;
        this.addresses = addresses;
    }

    private record Release(FeedHead head, List<FeedEntry> entries, Map<FeedFormat, FeedBody> bodies) {}

    /** The release as it stands: what a form of it is made from. */
    record Standing(FeedHead head, List<FeedEntry> entries) {}

    /** What listeners at one place in the log are given next, read once for all of them. */
    private record Recent(long logSize, Map<Long, List<FeedEntry>> byCursor) {}

    /** Empty until the log's first checkpoint is signed. */
    synchronized Optional<Standing> standing() {
        return release().map(release -> new Standing(release.head(), release.entries()));
    }

    /** Entries that the newest checkpoint covers; 0 before the first. */
    long logSize() {
        return head().map(FeedHead::logSize).orElse(0L);
    }

    /** Claims behind a cursor and below a size of the log, oldest first. */
    List<FeedEntry> recent(long cursor, long logSize, int limit) {
        Recent kept =
                recent.updateAndGet(r -> r.logSize() == logSize ? r : new Recent(logSize, new ConcurrentHashMap<>()));
        return kept.byCursor()
                .computeIfAbsent(
                        cursor,
                        c -> addresses.after(c, limit).stream()
                                .filter(claim -> claim.logIndex() < logSize)
                                .map(FeedEntry::of)
                                .toList());
    }

    /**
     * The claims that stood when the log had a size, or that are about a height of one chain. Equal for ever once asked
     * for a size; it carries no root, since not every size had a checkpoint.
     *
     * @throws BadRequestException when the log is not that large yet
     */
    Optional<FeedBody> asOf(FeedFormat format, Optional<Long> size, Optional<AtHeight> height) {
        return head().map(head -> {
            long at = size.orElse(head.logSize());
            if (at > head.logSize()) {
                throw new BadRequestException("as-of: the log has " + head.logSize() + " entries, not " + at + ".");
            }
            List<FeedEntry> entries = addresses.asOf(at).stream()
                    .map(FeedEntry::of)
                    .filter(entry -> height.isEmpty() || height.get().covers(entry))
                    .toList();
            Instant newest = entries.stream()
                    .map(e -> e.attribution().issuedAt())
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
            return render(new Release(new FeedHead(at, newest, ""), entries, Map.of()), format);
        });
    }

    /** Empty until the log's first checkpoint is signed. */
    synchronized Optional<FeedBody> addresses(FeedFormat format) {
        return release().map(release -> body(release, format));
    }

    /** Empty until the log's first checkpoint is signed. */
    synchronized Optional<FeedBody> dataPackage() {
        return release().map(release -> {
            List<DataPackage.Resource> resources = Arrays.stream(FeedFormat.values())
                    .map(format -> {
                        FeedBody body = body(release, format);
                        return new DataPackage.Resource(format, body.length(), body.sha256());
                    })
                    .toList();
            String json = new DataPackage(release.head(), resources).json();
            return new FeedBody(
                    release.head(),
                    resources.size(),
                    FeedFormat.JSON.mediaType(),
                    json.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Empty until the log's first checkpoint is signed. */
    Optional<FeedBody> changes(long after, int limit) {
        return head().map(head -> {
            if (after >= head.logSize()) {
                throw new BadRequestException("after: the log has " + head.logSize() + " entries and never had index "
                        + after + "; if it once had, it was rewritten: keep what you have, and tell others.");
            }
            List<AddressClaim> found = addresses.after(after, limit + 1).stream()
                    .filter(claim -> claim.logIndex() < head.logSize())
                    .toList();
            boolean more = found.size() > limit;
            List<FeedEntry> entries =
                    found.stream().limit(limit).map(FeedEntry::of).toList();
            String json = new FeedChanges(head, after, entries, more).json();
            return new FeedBody(
                    head, entries.size(), FeedFormat.JSON.mediaType(), json.getBytes(StandardCharsets.UTF_8));
        });
    }

    private Optional<FeedHead> head() {
        return log.checkpoint()
                .map(c -> new FeedHead(c.size(), c.signedAt(), c.root().toHex()));
    }

    private Optional<Release> release() {
        Optional<Release> release =
                head().map(head -> current.filter(r -> r.head().equals(head)).orElseGet(() -> begin(head)));
        current = release;
        return release;
    }

    private Release begin(FeedHead head) {
        List<FeedEntry> entries =
                addresses.asOf(head.logSize()).stream().map(FeedEntry::of).toList();
        return new Release(head, entries, new EnumMap<>(FeedFormat.class));
    }

    private static FeedBody body(Release release, FeedFormat format) {
        return release.bodies().computeIfAbsent(format, f -> render(release, f));
    }

    private static FeedBody render(Release release, FeedFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        try {
            format.write(release.head(), release.entries(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FeedBody(release.head(), release.entries().size(), format.mediaType(), out.toByteArray());
    }
}
