package org.plainsight.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plainsight.asset.ChainId;
import org.plainsight.evidence.BlockRef;

class DisplayFormsTest {

    private static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void a_number_is_shown_exactly_without_noughts_that_say_nothing() {
        assertThat(shown("21,020.000000000000000000")).isEqualTo("21,020.00");
        assertThat(shown("20,417.475728155339754947")).isEqualTo("20,417.475728155339754947");
        assertThat(shown("0.00008500")).isEqualTo("0.000085");
        assertThat(shown("18,250,000.50")).isEqualTo("18,250,000.50");
        assertThat(shown("7.5")).isEqualTo("7.5");
        assertThat(shown("100,000")).isEqualTo("100,000");
    }

    @Test
    void a_hash_is_written_as_explorers_of_its_chain_write_it() {
        BlockRef evm = new BlockRef(ChainId.parse("eip155:1"), 1, "a".repeat(64), TIME);
        BlockRef bitcoin =
                new BlockRef(ChainId.parse("bip122:000000000019d6689c085ae165831e93"), 1, "a".repeat(64), TIME);
        assertThat(DisplayForms.hashText(evm)).isEqualTo("0x" + "a".repeat(64));
        assertThat(DisplayForms.hashText(bitcoin)).isEqualTo("a".repeat(64));
    }

    @Test
    void what_renderers_ignore_is_spelled_out_as_unicode_lists_it() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                .forEach(c -> assertThat(DisplayForms.tame("a" + Character.toString(c) + "b"))
                        .isEqualTo("a⟨U+%04X⟩b".formatted(c)));
        assertThat(DisplayForms.tame("one\ntwo\tthree, e\u0301")).isEqualTo("one\ntwo\tthree, e\u0301");
        assertThat(DisplayForms.tame("\u0000\ud800")).isEqualTo("⟨U+0000⟩⟨U+D800⟩");
    }

    private static String shown(String number) {
        return DisplayForms.whole(number) + DisplayForms.fraction(number);
    }
}
