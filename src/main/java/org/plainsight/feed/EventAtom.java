package org.plainsight.feed;

import java.time.Instant;
import java.util.List;
import org.plainsight.event.NumberedEvent;

/** Events as Atom (RFC 4287): the title says what happened, the summary is the line to quote it by. */
public final class EventAtom {

    /** How many of the newest events the feed has. */
    public static final int EVENTS = 100;

    private EventAtom() {}

    /** @param newest newest first */
    public static String xml(String base, String self, List<NumberedEvent> newest) {
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
        AtomXml.element(xml, "title", "Events");
        AtomXml.element(xml, "id", base + self);
        AtomXml.element(
                xml,
                "updated",
                newest.stream()
                        .map(e -> e.event().at())
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH)
                        .toString());
        xml.append("<author><name>Plainsight</name></author>\n");
        AtomXml.link(xml, "self", base + self);
        for (NumberedEvent event : newest) {
            xml.append("<entry>\n");
            AtomXml.element(xml, "title", event.event().title());
            AtomXml.element(xml, "id", base + "/events/" + event.id());
            AtomXml.element(xml, "updated", event.event().at().toString());
            xml.append("<category term=\"").append(event.event().kind().word()).append("\"/>\n");
            AtomXml.link(xml, "alternate", base + "/events/" + event.id());
            AtomXml.link(xml, "related", base + event.event().link());
            AtomXml.element(xml, "summary", event.event().citation().line());
            xml.append("</entry>\n");
        }
        return xml.append("</feed>\n").toString();
    }
}
