package org.plainsight.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge of pages is judged: it must find what a page does not escape, and let pass what it does. */
class HostileTextsTest {

    private static final List<String> PLACES = List.of(
            "<title>%s</title>",
            "<p>%s</p>", "<a title=\"%s\">x</a>", "<a title='%s'>x</a>", "<textarea>%s</textarea>");

    private static List<String> harm(String text) {
        return PLACES.stream()
                .flatMap(place -> HostileTexts.harmIn(place.replace("%s", text)).stream())
                .toList();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Test
    void what_would_run_is_found_where_a_page_does_not_escape_it() {
        assertThat(HostileTexts.RUN)
                .filteredOn(text -> text.matches(".*(<[/a-z]|on[a-z]+=).*"))
                .hasSize(14)
                .allSatisfy(text -> assertThat(harm(text)).isNotEmpty());
        assertThat(HostileTexts.harmIn("<a href=\" JavaScript:alert(1)\">x</a>"))
                .hasSize(1);
        assertThat(HostileTexts.harmIn(
                        "<form action=\"//evil.example/\"></form><script src=\"//evil.example\"></script>"))
                .isNotEmpty();
    }

    @Test
    void what_hides_is_found_in_text_and_in_attributes() {
        assertThat(HostileTexts.HIDE).allSatisfy(text -> assertThat(harm(text)).hasSize(PLACES.size()));
    }

    @Test
    void escaped_text_and_our_own_elements_are_no_harm() {
        assertThat(HostileTexts.RUN)
                .allSatisfy(text -> assertThat(harm(escaped(text))).isEmpty());
        assertThat(HostileTexts.harmIn(
                        "<script src=\"/js/copy.js\" type=\"module\"></script><a href=\"/log?x=1#2\">x</a>"))
                .isEmpty();
    }
}
