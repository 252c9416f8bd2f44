package org.plainsight.recheck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.plainsight.asset.AccountId;
import org.plainsight.disclosure.Attribution;
import org.plainsight.event.EventKind;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PublicEvent;
import org.plainsight.feed.StatementEvents;
import org.plainsight.merkle.Hash32;

/** Events held against the log one by one: which statements were told of, and what was told that no statement says. */
final class ToldStatements {

    /** Of one kind of finding; a list of a million lies says no more. */
    private static final int MOST = 20;

    private static final Set<EventKind> OF_THE_LOG_ALONE = EnumSet.of(
            EventKind.CLAIM, EventKind.RETRACTION, EventKind.DISCLAIMER, EventKind.COVERAGE, EventKind.DISAGREEMENT);

    private final PublishedLog log;
    private final LoggedStatement[] statements;
    private final Set<AccountId> claimed = new HashSet<>();
    private final BitSet told = new BitSet();
    private final List<String> invented = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();
    private long newestTold = -1;
    private long beyond = -1;
    private long same;
    private long others;
    private long unknown;

    ToldStatements(PublishedLog log, List<LoggedStatement> statements) {
        this.log = log;
        this.statements = new LoggedStatement[log.size()];
        for (LoggedStatement statement : statements) {
            this.statements[(int) statement.index()] = statement;
            if (statement.disclosure() instanceof Attribution claim) {
                claimed.add(claim.subject());
            }
        }
    }

    void take(ServedEvents.Event event) {
        if (event.key().startsWith(StatementEvents.KEY)) {
            ofTheLog(event);
        } else if (event.kind().isEmpty()) {
            unknown++;
        } else if (OF_THE_LOG_ALONE.contains(event.kind().get())) {
            add(
                    invented,
                    event,
                    "is invented: only a statement tells of a "
                            + event.kind().get().word());
        } else {
            others++;
            other(event);
        }
    }

    private void ofTheLog(ServedEvents.Event event) {
        long index = index(event.key());
        if (index >= log.size()) {
            beyond = Math.max(beyond, index);
            return;
        }
        Optional<String> expected = index < 0 ? Optional.empty() : expected((int) index);
        if (expected.isEmpty()) {
            add(invented, event, "is invented: no statement gives rise to it");
        } else if (told.get((int) index)) {
            add(invented, event, "is there twice");
        } else {
            told.set((int) index);
            newestTold = Math.max(newestTold, index);
            if (expected.get().equals(event.body())) {
                same++;
            } else {
                add(invented, event, "does not say what its statement says");
            }
        }
    }

    /** −1 where it is no index, or not written as one. */
    private static long index(String key) {
        String text = key.substring(StatementEvents.KEY.length());
        return text.matches("0|[1-9][0-9]{0,17}") ? Long.parseLong(text) : -1;
    }

    private Optional<String> expected(int index) {
        LoggedStatement statement = statements[index];
        return statement == null
                ? Optional.empty()
                : StatementEvents.of(index, sha256(index), statement.disclosure()).stream()
                        .findFirst()
                        .map(NumberedEvent::body);
    }

    private String sha256(int index) {
        return Hash32.sha256(log.entries().get(index).json().getBytes(StandardCharsets.UTF_8))
                .toHex();
    }

    /** What tells of a chain tells it of an address that the log speaks of, and cites the log as it is. */
    private void other(ServedEvents.Event served) {
        PublicEvent event = served.numbered().event();
        if (event.account().filter(claimed::contains).isEmpty()) {
            add(
                    strangers,
                    served,
                    "is about " + event.account().map(AccountId::toString).orElse("no address")
                            + ", of which no statement speaks");
            return;
        }
        event.citation().logIndex().ifPresent(cited -> {
            if (cited >= log.size()) {
                beyond = Math.max(beyond, cited);
            } else if (cited < 0 || !cites(cited.intValue(), event)) {
                add(invented, served, "cites entry " + cited + " of the log, which says another thing");
            }
        });
    }

    private boolean cites(int index, PublicEvent event) {
        return statements[index] != null
                && statements[index].disclosure() instanceof Attribution claim
                && event.account().equals(Optional.of(claim.subject()))
                && event.citation()
                        .sha256()
                        .filter(d -> !d.equals(sha256(index)))
                        .isEmpty();
    }

    private static void add(List<String> to, ServedEvents.Event event, String what) {
        if (to.size() < MOST) {
            to.add("the event " + event.numbered().id() + ", " + event.key() + ", " + what);
        } else if (to.size() == MOST) {
            to.add("further events of the sort are not listed");
        }
    }

    /** What no honest portal tells. */
    List<String> invented() {
        return Collections.unmodifiableList(invented);
    }

    /** What would be invented too, if the log had not grown meanwhile. */
    List<String> strangers() {
        return Collections.unmodifiableList(strangers);
    }

    /** The highest index that was told of and not read; −1 where all was read. */
    long beyond() {
        return beyond;
    }

    /** Statements before the newest one that was told of, and not told of themselves. */
    List<Long> keptBack() {
        return untold(0, newestTold);
    }

    /** Statements behind the newest one that was told of. */
    List<Long> toCome() {
        return untold(newestTold + 1, log.size());
    }

    private List<Long> untold(long from, long to) {
        return LongStream.range(from, Math.max(from, to))
                .filter(index -> !told.get((int) index) && expected((int) index).isPresent())
                .boxed()
                .toList();
    }

    long same() {
        return same;
    }

    long others() {
        return others;
    }

    /** Of kinds that a later version added. */
    long unknown() {
        return unknown;
    }
}
