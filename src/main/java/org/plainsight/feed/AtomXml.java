package org.plainsight.feed;

/** The few pieces of XML that Atom needs, escaped. */
public final class AtomXml {

    private AtomXml() {}

    /** An element of text. */
    public static void element(StringBuilder xml, String name, String text) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    /** A link of the feed or of an entry. */
    public static void link(StringBuilder xml, String rel, String href) {
        xml.append("<link rel=\"")
                .append(rel)
                .append("\" href=\"")
                .append(escaped(href))
                .append("\"/>\n");
    }

    /** XML 1.0 has no place for most control characters, not even escaped. */
    public static String escaped(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
