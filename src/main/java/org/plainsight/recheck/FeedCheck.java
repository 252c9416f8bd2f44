package org.plainsight.recheck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.feed.FeedEntry;
import org.plainsight.feed.FeedFormat;
import org.plainsight.feed.FeedHead;
import org.plainsight.merkle.LogTree;
import org.plainsight.registry.AddressClaim;

/** The address feed must be, byte for byte, what the statements of the log make of it. */
final class FeedCheck {

    private static final String SUBJECT = "feed";
    private static final String PATH = "/feed/v1/addresses.json";

    private final PublicSite site;
    private final Report report;

    FeedCheck(PublicSite site, Report report) {
        this.site = site;
        this.report = report;
    }

    /** Says nothing where no feed is served, as by a mirror: then there is no index that could say otherwise. */
    void check(PublishedLog log, List<LoggedStatement> statements) {
        try {
            byte[] served = site.read(PATH);
            Json.Obj feed = Json.asObject(CanonicalJson.read(served));
            long size = feed.integer("log_size");
            if (size > log.leafHashes().size()) {
                report.unchecked(SUBJECT, "the log grew to " + size + " entries while it was read; check again");
                return;
            }
            String root = LogTree.root(log.leafHashes().subList(0, (int) size)).toHex();
            FeedHead head = new FeedHead(size, Instant.parse(feed.text("generated_at")), root);
            List<FeedEntry> entries = StandingClaims.asOf(statements, size).stream()
                    .sorted(Comparator.comparingLong(AddressClaim::logIndex))
                    .map(FeedEntry::of)
                    .toList();
            report.compare(
                    Arrays.equals(served, derived(head, entries)),
                    SUBJECT,
                    entries.size() + " standing claims are served as the first " + size
                            + " entries of the log make them",
                    PATH + " is not what the first " + size
                            + " entries of the log make of it: a claim was added, left out"
                            + " or changed on the way to the feed");
        } catch (UnreadableException e) {
            if (!e.isMissing()) {
                report.unchecked(SUBJECT, "cannot be read: " + e.getMessage());
            }
        } catch (MalformedStatementException | DateTimeParseException e) {
            report.differs(SUBJECT, PATH + " is not in its form: " + e.getMessage());
        }
    }

    private static byte[] derived(FeedHead head, List<FeedEntry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            FeedFormat.JSON.write(head, entries, out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }
}
