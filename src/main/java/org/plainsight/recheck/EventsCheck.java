package org.plainsight.recheck;

import java.time.Instant;
import java.util.List;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.MalformedStatementException;

/**
 * The events that statements give rise to must be those, all of them and no others, under numbers without a gap. What tells
 * of chains and of checks must be about an address that the log speaks of; the rest of it the log does not say, and it is
 * counted.
 */
final class EventsCheck {

    private static final String SUBJECT = "events";
    private static final String AGAIN = "; check again in a few minutes";

    private static final int SHOWN = 20;

    private final PublicSite site;
    private final Instant now;
    private final Report report;

    EventsCheck(PublicSite site, Instant now, Report report) {
        this.site = site;
        this.now = now;
        this.report = report;
    }

    /** Says nothing where a mirror has none. */
    void check(PublishedLog log, List<LoggedStatement> statements) {
        ToldStatements told = new ToldStatements(log, statements);
        if (read(told)) {
            lacking(told, log);
            report.agrees(
                    SUBJECT,
                    told.same() + " events say what the log's statements say; " + told.others()
                            + " others tell of chains and checks, which the log does not say");
        }
        told.invented().forEach(what -> report.differs(SUBJECT, what));
        beyond(told, log);
        if (told.unknown() > 0) {
            report.unchecked(SUBJECT, told.unknown() + " are of kinds that this version does not know");
        }
    }

    /** Whether they were read to their end. */
    private boolean read(ToldStatements told) {
        ServedEvents served = new ServedEvents(site);
        try {
            served.readOn(told::take);
            report.add(served.atom(SUBJECT, told::take));
            return true;
        } catch (UnreadableException e) {
            if (!e.isMissing()) {
                report.unchecked(SUBJECT, "cannot be read: " + e.getMessage());
            } else if (served.last() > 0) {
                report.differs(SUBJECT, "what follows event " + served.last() + " lacks: " + e.getMessage());
            } else if (!site.isMirror()) {
                report.unchecked(SUBJECT, "no events are served, so none was checked: " + e.getMessage());
            }
        } catch (MalformedStatementException | MalformedIdentifierException | IllegalArgumentException e) {
            report.differs(SUBJECT, "they are not in their form: " + e.getMessage());
        }
        return false;
    }

    /** Events follow the log; in between none may lack. */
    private void lacking(ToldStatements told, PublishedLog log) {
        List<Long> keptBack = told.keptBack();
        if (!keptBack.isEmpty()) {
            keptBack(keptBack);
        }
        List<Long> toCome = told.toCome();
        if (toCome.isEmpty()) {
            return;
        }
        if (HeadAge.isFollowed(log, now)) {
            keptBack(toCome);
        } else {
            report.unchecked(SUBJECT, toCome.size() + " of the newest statements are not told of yet" + AGAIN);
        }
    }

    private void keptBack(List<Long> indices) {
        report.differs(
                SUBJECT,
                "the statements at " + indices.stream().limit(SHOWN).toList()
                        + (indices.size() > SHOWN ? " and " + (indices.size() - SHOWN) + " more" : "")
                        + " were kept back from those who listen");
    }

    /** The log may have grown while it was read, and only then may there be more than it says. */
    private void beyond(ToldStatements told, PublishedLog log) {
        if (told.beyond() < 0 && told.strangers().isEmpty()) {
            return;
        }
        try {
            long size = new NewestHead(site, log).size();
            if (told.beyond() >= size) {
                report.differs(SUBJECT, "they tell of entry " + told.beyond() + ", and the log has only " + size);
            } else if (told.beyond() >= 0) {
                report.unchecked(SUBJECT, "the log grew to " + size + " entries while it was read" + AGAIN);
            }
            for (String stranger : told.strangers()) {
                if (size > log.size()) {
                    report.unchecked(SUBJECT, stranger + " that was read" + AGAIN);
                } else {
                    report.differs(SUBJECT, stranger);
                }
            }
        } catch (UnreadableException e) {
            report.unchecked(SUBJECT, "what they tell beyond the log that was read: " + e.getMessage());
        }
    }
}
