package org.plainsight.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void names_are_sorted_by_utf16_code_units_and_strings_escaped_as_rfc_8785_shows() {
        String written = CanonicalJson.text(Json.object()
                .put("\u20ac", "Euro Sign")
                .put("\r", "Carriage Return")
                .put("\ufb33", "Hebrew Letter Dalet With Dagesh")
                .put("1", "One")
                .put("\ud83d\ude00", "Emoji: Grinning Face")
                .put("\u0080", "Control")
                .put("\u00f6", "Latin Small Letter O With Diaeresis")
                .build());

        assertThat(written)
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,\"a\":2}",
                "1.0",
                "1e3",
                "-0",
                "01",
                "9007199254740992",
                "nul",
                "\"\\x\"",
                "\"\\ud800\"",
                "{\"a\" 1}",
                "[1 2]",
                "\"\u0001\"",
                "1 1"
            })
    void what_is_outside_the_subset_is_refused(String text) {
        assertThatThrownBy(() -> CanonicalJson.readCanonical(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedStatementException.class);
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        assertThatThrownBy(() -> CanonicalJson.read(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}))
                .isInstanceOf(MalformedStatementException.class)
                .hasMessageContaining("UTF-8");
    }
}
