package org.plainsight.feed;

import java.util.List;
import java.util.Locale;
import org.plainsight.disclosure.Attribution.Claim;

/** The newest claims as Atom (RFC 4287); what no longer stands or is not ours carries a tombstone (RFC 6721) beside it. */
public final class AtomFeed {

    /** How many of the newest claims the feed has. */
    public static final int CLAIMS = 100;

    private AtomFeed() {}

    /**
     * @param base the portal's address without a slash at the end
     * @param newest newest first
     */
    public static String xml(String base, FeedHead head, List<FeedEntry> newest) {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
                """);
        AtomXml.element(xml, "title", "Claims about addresses");
        AtomXml.element(xml, "id", base + "/feed/v1/atom.xml");
        AtomXml.element(xml, "updated", head.generatedAt().toString());
        xml.append("<author><name>Plainsight</name></author>\n");
        AtomXml.link(xml, "self", base + "/feed/v1/atom.xml");
        for (FeedEntry entry : newest) {
            for (long old : entry.attribution().supersedes()) {
                xml.append("<at:deleted-entry ref=\"")
                        .append(AtomXml.escaped(base + "/log/entries/" + old))
                        .append("\" when=\"")
                        .append(entry.attribution().issuedAt())
                        .append("\"/>\n");
            }
            entry(xml, base, entry);
        }
        return xml.append("</feed>\n").toString();
    }

    private static void entry(StringBuilder xml, String base, FeedEntry entry) {
        xml.append("<entry>\n");
        AtomXml.element(xml, "title", words(entry) + ": " + entry.attribution().subject());
        AtomXml.element(xml, "id", base + "/log/entries/" + entry.index());
        AtomXml.element(xml, "updated", entry.attribution().issuedAt().toString());
        AtomXml.link(
                xml,
                "alternate",
                base + "/addresses/" + entry.attribution().subject() + "?as-of=" + (entry.index() + 1));
        AtomXml.element(
                xml,
                "summary",
                entry.attribution().entity() + ", "
                        + entry.attribution().claim().name().toLowerCase(Locale.ROOT) + ", log index " + entry.index()
                        + (entry.attribution().reason().isEmpty()
                                ? ""
                                : ": " + entry.attribution().reason()));
        xml.append("</entry>\n");
    }

    private static String words(FeedEntry entry) {
        Claim claim = entry.attribution().claim();
        return switch (claim) {
            case OWNED, CUSTOMER_DEPOSIT -> "Ours";
            case NOT_OWNED -> "Not ours";
            case FORMERLY_OWNED -> "No longer ours";
            case UNDER_REVIEW -> "Under review";
        };
    }
}
