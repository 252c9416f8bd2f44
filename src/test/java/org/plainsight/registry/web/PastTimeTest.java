package org.plainsight.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T14:00, 2026-11-25T14:00:00Z",
        "2026-11-25T14:00:30, 2026-11-25T14:00:30Z",
        "2026-11-25T14:00:00Z, 2026-11-25T14:00:00Z",
        "2026-11-25T14:00:00+02:00, 2026-11-25T12:00:00Z"
    })
    void a_time_without_a_zone_is_utc(String text, Instant time) {
        assertThat(PastTime.parse(text)).contains(time);
    }

    @Test
    void a_day_means_its_end() {
        assertThat(PastTime.parse("2026-11-25")).contains(Instant.parse("2026-11-25T23:59:59.999Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-11-25 14:00", "1700000000", "+999999999-12-31"})
    void anything_else_is_no_time(String text) {
        assertThat(PastTime.parse(text)).isEmpty();
    }

    @Test
    void no_text_makes_it_fail() {
        Random random = new Random(7);
        String letters = "0123456789-:TZ+. \u0000é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "2026-11-25T14:00" : "");
            for (int j = random.nextInt(60); j > 0; j--) {
                text.insert(random.nextInt(text.length() + 1), letters.charAt(random.nextInt(letters.length())));
            }
            PastTime.parse(text.toString()).ifPresent(time -> assertThat(time).isAfter(Instant.MIN));
        }
    }
}
