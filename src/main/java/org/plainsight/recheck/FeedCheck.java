package org.plainsight.recheck;

import java.time.Instant;
import java.util.List;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.feed.FeedHead;
import org.plainsight.merkle.LogTree;

/**
 * Every file of the address feed must be, byte for byte, what the statements of the log make of it, and the feed must keep up
 * with the log.
 */
final class FeedCheck {

    private static final String SUBJECT = "feed";
    private static final String HEAD = "/feed/v1/changes?after=-1&limit=1";
    /** A release may be followed by the next while its files are read. */
    private static final int TRIES = 3;

    private final PublicSite site;
    private final Instant now;
    private final Report report;

    FeedCheck(PublicSite site, Instant now, Report report) {
        this.site = site;
        this.now = now;
        this.report = report;
    }

    /** Says nothing where a mirror has none: it keeps what the log commits to, from which the feed is made. */
    void check(PublishedLog log, List<LoggedStatement> statements) {
        try {
            releases(log, statements);
        } catch (UnreadableException e) {
            if (!e.isMissing()) {
                report.unchecked(SUBJECT, "cannot be read: " + e.getMessage());
            } else if (!site.isMirror()) {
                report.unchecked(SUBJECT, "no feed is served, so none was checked: " + e.getMessage());
            }
        } catch (MalformedStatementException | MalformedIdentifierException e) {
            report.differs(SUBJECT, "it is not in its form: " + e.getMessage());
        }
    }

    private void releases(PublishedLog log, List<LoggedStatement> statements) {
        for (int i = 0; i < TRIES; i++) {
            FeedHead head = head();
            if (head.logSize() > log.size()) {
                beyond(head, new NewestHead(site, log));
                return;
            }
            List<Finding> found = new ReleaseCheck(site, head, statements).findings();
            if (head().equals(head)) {
                root(log, head);
                age(log, head);
                found.forEach(report::add);
                return;
            }
        }
        report.unchecked(SUBJECT, "each time a new release came while the one before was read; check again");
    }

    private void beyond(FeedHead head, NewestHead newest) {
        if (head.logSize() > newest.size()) {
            report.differs(SUBJECT, "it is of " + head.logSize() + " entries, and the log signed for fewer");
        } else {
            report.unchecked(SUBJECT, "the log grew to " + head.logSize() + " entries while it was read; check again");
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

    /** A feed that stands still hides what was claimed and retracted since. */
    private void age(PublishedLog log, FeedHead head) {
        if (HeadAge.isAhead(head.generatedAt(), now)) {
            report.differs(SUBJECT, "it is dated ahead: " + head.generatedAt());
        } else if (HeadAge.isStale(head.generatedAt(), now)) {
            report.differs(SUBJECT, "it is of " + head.generatedAt() + ", more than a day old: it stands still");
        } else if (head.logSize() < log.size()) {
            String lacking = "lacks the newest " + (log.size() - head.logSize()) + " entries of the log";
            if (HeadAge.isFollowed(log, now)) {
                report.differs(
                        SUBJECT,
                        "it " + lacking + ", signed at " + log.signedAt().get());
            } else {
                report.unchecked(SUBJECT, "it " + lacking + " as yet; check again in a few minutes");
            }
        }
    }

    private FeedHead head() {
        Json.Obj changes = Json.asObject(CanonicalJson.read(site.read(HEAD)));
        long size = changes.integer("log_size");
        if (size < 0) {
            throw new MalformedStatementException("log_size: " + size + " entries cannot be");
        }
        return new FeedHead(size, changes.time("generated_at"), changes.text("root"));
    }
}
