package org.plainsight.recheck;

import java.time.Instant;
import java.util.List;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.feed.FeedHead;
import org.plainsight.merkle.LogTree;

/** Every file of the address feed must be, byte for byte, what the statements of the log make of it. */
final class FeedCheck {

    private static final String SUBJECT = "feed";
    private static final String HEAD = "/feed/v1/changes?after=-1&limit=1";
    /** A release may be followed by the next while its files are read. */
    private static final int TRIES = 3;

    private final PublicSite site;
    private final Report report;

    FeedCheck(PublicSite site, Report report) {
        this.site = site;
        this.report = report;
    }

    /** Says nothing where no feed is served, as by a mirror: then there is no index that could say otherwise. */
    void check(PublishedLog log, List<LoggedStatement> statements) {
        try {
            for (int i = 0; i < TRIES; i++) {
                FeedHead head = head();
                if (head.logSize() > log.leafHashes().size()) {
                    report.unchecked(
                            SUBJECT, "the log grew to " + head.logSize() + " entries while it was read; check again");
                    return;
                }
                List<Finding> found = new ReleaseCheck(site, head, statements).findings();
                if (head().equals(head)) {
                    root(log, head);
                    found.forEach(report::add);
                    return;
                }
            }
            report.unchecked(SUBJECT, "each time a new release came while the one before was read; check again");
        } catch (UnreadableException e) {
            if (!e.isMissing()) {
                report.unchecked(SUBJECT, "cannot be read: " + e.getMessage());
            }
        } catch (MalformedStatementException | MalformedIdentifierException e) {
            report.differs(SUBJECT, "it is not in its form: " + e.getMessage());
        }
    }

    private void root(PublishedLog log, FeedHead head) {
        String root =
                LogTree.root(log.leafHashes().subList(0, (int) head.logSize())).toHex();
        report.compare(
                root.equals(head.root()),
                SUBJECT,
                "it follows from the first " + head.logSize() + " entries of the log",
                "it names " + head.root() + " as the root of the first " + head.logSize() + " entries, which is "
                        + root);
    }

    private FeedHead head() {
        Json.Obj changes = Json.asObject(CanonicalJson.read(site.read(HEAD)));
        Instant generatedAt = changes.time("generated_at");
        return new FeedHead(changes.integer("log_size"), generatedAt, changes.text("root"));
    }
}
