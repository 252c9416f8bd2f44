package org.plainsight.recheck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.plainsight.disclosure.CanonicalJson;
import org.plainsight.disclosure.Json;
import org.plainsight.disclosure.MalformedStatementException;
import org.plainsight.event.EventKind;
import org.plainsight.event.NumberedEvent;
import org.plainsight.feed.EventAtom;

/** The list of events as it is served, read from its beginning and further whenever it grew; it is not held. */
final class ServedEvents {

    static final String ATOM = "/events/atom.xml";
    private static final String LIST = "/events/all.json?limit=1000&after=";
    private static final int TRIES = 5;

    /**
     * @param kind empty for one that a later version added
     * @param body as it was before it had a number and an address, canonical
     */
    record Event(NumberedEvent numbered, Optional<EventKind> kind, String body) {

        String key() {
            return numbered.event().key();
        }
    }

    private final PublicSite site;
    private final List<NumberedEvent> newest = new ArrayList<>();
    private String base = "";
    private long last;
    private boolean allKnown = true;

    ServedEvents(PublicSite site) {
        this.site = site;
    }

    /**
     * Every event behind the last that was read.
     *
     * @return how many there were
     * @throws MalformedStatementException when a number lacks, or an event has another form
     */
    long readOn(Consumer<Event> taker) {
        long before = last;
        for (boolean more = true; more; ) {
            Json.Obj page = Json.asObject(CanonicalJson.read(site.read(LIST + last)));
            long asked = last;
            List<Json.Obj> events = page.list("events", Json::asObject);
            for (Json.Obj event : events) {
                take(event, taker);
            }
            newest.subList(0, Math.max(0, newest.size() - EventAtom.EVENTS)).clear();
            if (page.integer("after") != asked
                    || page.integer("next") != last
                    || page.integer("count") != events.size()) {
                throw new MalformedStatementException("the page after " + asked + " does not count its own events");
            }
            more = page.find("more").equals(Optional.of(new Json.Bool(true)));
            if (more && events.isEmpty()) {
                throw new MalformedStatementException("the page after " + asked + " promises more and has none");
            }
        }
        return last - before;
    }

    /** The number of the last that was read; 0 before the first. */
    long last() {
        return last;
    }

    private void take(Json.Obj event, Consumer<Event> taker) {
        long id = event.integer("id");
        if (id != last + 1) {
            throw new MalformedStatementException("the event " + (last + 1) + " is not there, " + id
                    + " stands in its place: one was taken away or put in between");
        }
        String here = base(event, id);
        if (last > 0 && !here.equals(base)) {
            throw new MalformedStatementException("the event " + id + " is of another portal: " + here);
        }
        base = here;
        last = id;
        String body = CanonicalJson.text(body(event));
        Event read = new Event(
                NumberedEvent.stored(id, body.getBytes(StandardCharsets.UTF_8)),
                EventKind.byWord(event.text("kind")),
                body);
        allKnown &= read.kind().isPresent();
        taker.accept(read);
        newest.add(read.numbered());
    }

    private static String base(Json.Obj event, long id) {
        String end = "/events/" + id;
        String url = event.text("url");
        if (!url.endsWith(end)) {
            throw new MalformedStatementException("the event " + event.text("key") + " has the address " + url);
        }
        return url.substring(0, url.length() - end.length());
    }

    private Json.Obj body(Json.Obj event) {
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

    /**
     * What Atom shows of them. More may come while it is read.
     *
     * @param taker of those
     */
    Finding atom(String subject, Consumer<Event> taker) {
        try {
            for (int i = 0; i < TRIES; i++) {
                byte[] atom = site.read(ATOM);
                if (readOn(taker) == 0) {
                    return atom(subject, new String(atom, StandardCharsets.UTF_8));
                }
            }
        } catch (UnreadableException e) {
            return Finding.unread(subject, ATOM, e);
        }
        return new Finding(
                Outcome.UNCHECKED, subject, ATOM + " was not compared: events came each time it was read; check again");
    }

    private Finding atom(String subject, String atom) {
        if (!allKnown) {
            return new Finding(Outcome.UNCHECKED, subject, ATOM + " was not compared: a kind of event is unknown");
        }
        List<NumberedEvent> shown =
                newest.reversed().stream().limit(EventAtom.EVENTS).toList();
        boolean same = last == 0
                ? !atom.contains("<entry>")
                : EventAtom.xml(base, ATOM, shown).equals(atom);
        return same
                ? new Finding(Outcome.AGREES, subject, ATOM + " has the newest of them")
                : new Finding(Outcome.DIFFERS, subject, ATOM + " is not what the newest events make of it");
    }
}
