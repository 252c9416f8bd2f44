package org.plainsight.recheck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plainsight.asset.MalformedIdentifierException;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.event.NumberedEvent;
import org.plainsight.event.PublicEvent;
import org.plainsight.feed.EventAtom;
import org.plainsight.feed.StatementEvents;
import org.plainsight.merkle.Hash32;

/**
 * The events that statements give rise to must be those, all of them and no others. What tells of chains and of checks is
 * counted: the log does not say it.
 */
final class EventsCheck {

    private static final String SUBJECT = "events";
    private static final String LIST = "/events/all.json?limit=1000&after=";
    private static final String ATOM = "/events/atom.xml";
    private static final String OF_THE_LOG = "log:";
    private static final int TRIES = 5;

    private final PublicSite site;
    private final Report report;

    EventsCheck(PublicSite site, Report report) {
        this.site = site;
        this.report = report;
    }

    /** Says nothing where no events are served, as by a mirror. */
    void check(PublishedLog log, List<LoggedStatement> statements) {
        try {
            Served served = read();
            compare(expected(log, statements), served, log.entries().size());
            atom(served);
        } catch (UnreadableException e) {
            if (!e.isMissing()) {
                report.unchecked(SUBJECT, "cannot be read: " + e.getMessage());
            }
        } catch (MalformedStatementException | MalformedIdentifierException | IllegalArgumentException e) {
            report.differs(SUBJECT, "they are not in their form: " + e.getMessage());
        }
    }

    /**
     * @param base what all links begin with
     * @param bodies of the events that say they come from the log, by their keys
     * @param newest oldest first
     * @param others how many tell of something else
     */
    private record Served(
            String base, Map<String, String> bodies, List<NumberedEvent> newest, long others, long last) {}

    private Served read() {
        String base = "";
        Map<String, String> bodies = new HashMap<>();
        List<NumberedEvent> newest = new ArrayList<>();
        long others = 0;
        long after = 0;
        for (boolean more = true; more; ) {
            Json.Obj page = Json.asObject(CanonicalJson.read(site.read(LIST + after)));
            for (Json.Obj event : page.list("events", Json::asObject)) {
                base = base(event);
                Json.Obj body = body(event, base);
                String key = body.text("key");
                if (!key.startsWith(OF_THE_LOG)) {
                    others++;
                } else if (bodies.put(key, CanonicalJson.text(body)) != null) {
                    throw new MalformedStatementException("the event " + key + " is there twice");
                }
                newest.add(numbered(event, base));
            }
            newest.subList(0, Math.max(0, newest.size() - EventAtom.EVENTS)).clear();
            long next = page.integer("next");
            more = next > after && page.find("more").equals(Optional.of(new Json.Bool(true)));
            after = next;
        }
        return new Served(base, bodies, List.copyOf(newest), others, after);
    }

    private static String base(Json.Obj event) {
        String end = "/events/" + event.integer("id");
        String url = event.text("url");
        if (!url.endsWith(end)) {
            throw new MalformedStatementException("the event " + event.text("key") + " has the address " + url);
        }
        return url.substring(0, url.length() - end.length());
    }

    private static NumberedEvent numbered(Json.Obj event, String base) {
        return NumberedEvent.stored(event.integer("id"), CanonicalJson.write(body(event, base)));
    }

    /** As it was before it had a number and an address. */
    private static Json.Obj body(Json.Obj event, String base) {
        SortedMap<String, Json> members = new TreeMap<>(event.members());
        String link = event.text("link");
        if (!link.startsWith(base + "/")) {
            throw new MalformedStatementException("the event " + event.text("key") + " links elsewhere: " + link);
        }
        members.put("link", new Json.Str(link.substring(base.length())));
        members.remove("url");
        members.remove("id");
        return new Json.Obj(members);
    }

    private static Map<String, String> expected(PublishedLog log, List<LoggedStatement> statements) {
        Map<String, String> expected = new TreeMap<>();
        for (LoggedStatement statement : statements) {
            byte[] entry = log.entries().get((int) statement.index()).json().getBytes(StandardCharsets.UTF_8);
            String sha256 = Hash32.sha256(entry).toHex();
            for (PublicEvent event : StatementEvents.of(statement.index(), sha256, statement.disclosure())) {
                expected.put(event.key(), NumberedEvent.body(event));
            }
        }
        return expected;
    }

    private void compare(Map<String, String> expected, Served served, long logSize) {
        long same = 0;
        List<Long> missing = new ArrayList<>();
        long newestServed = -1;
        for (Map.Entry<String, String> event : served.bodies().entrySet()) {
            long index = index(event.getKey());
            if (index >= logSize) {
                continue; // the log grew since it was read
            }
            newestServed = Math.max(newestServed, index);
            if (event.getValue().equals(expected.get(event.getKey()))) {
                same++;
            } else {
                report.differs(
                        SUBJECT,
                        "the event " + event.getKey()
                                + (expected.containsKey(event.getKey())
                                        ? " does not say what its statement says"
                                        : " is invented: no statement gives rise to it"));
            }
        }
        for (String key : expected.keySet()) {
            if (!served.bodies().containsKey(key)) {
                missing.add(index(key));
            }
        }
        missing(missing, newestServed);
        report.agrees(
                SUBJECT,
                same + " events say what the log's statements say; " + served.others()
                        + " others tell of chains and checks, which the log does not say");
    }

    /** What is newer than all that is told may be on its way; in between nothing may lack. */
    private void missing(List<Long> indices, long newestServed) {
        List<Long> keptBack =
                indices.stream().filter(i -> i < newestServed).sorted().toList();
        if (!keptBack.isEmpty()) {
            report.differs(SUBJECT, "the statements at " + keptBack + " were kept back from those who listen");
        } else if (!indices.isEmpty()) {
            report.unchecked(
                    SUBJECT, indices.size() + " of the newest statements are not told of yet; check again in a minute");
        }
    }

    private static long index(String key) {
        return Long.parseLong(key.substring(OF_THE_LOG.length()));
    }

    /** More events may come while it is read. */
    private void atom(Served served) {
        List<NumberedEvent> newest = new ArrayList<>(served.newest());
        long last = served.last();
        for (int i = 0; i < TRIES; i++) {
            byte[] atom = site.read(ATOM);
            List<NumberedEvent> since = behind(last, served.base());
            if (since.isEmpty()) {
                report.compare(
                        DerivedFile.against(atom, out -> out.write(atom(served.base(), newest)))
                                .isServed(),
                        SUBJECT,
                        ATOM + " has the newest of them",
                        ATOM + " is not what the newest events make of it");
                return;
            }
            newest.addAll(since);
            last = since.getLast().id();
        }
        report.unchecked(SUBJECT, ATOM + " was not compared: events came each time it was read; check again");
    }

    private static byte[] atom(String base, List<NumberedEvent> oldestFirst) {
        List<NumberedEvent> shown =
                oldestFirst.reversed().stream().limit(EventAtom.EVENTS).toList();
        return EventAtom.xml(base, ATOM, shown).getBytes(StandardCharsets.UTF_8);
    }

    private List<NumberedEvent> behind(long after, String base) {
        return Json.asObject(CanonicalJson.read(site.read(LIST + after))).list("events", Json::asObject).stream()
                .map(event -> numbered(event, base))
                .toList();
    }
}
