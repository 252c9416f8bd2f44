package org.plainsight.registry.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A time as people and forms write it, in UTC: a day (its end), a day with a time, or an instant. */
final class PastTime {

    private static final int LENGTH_MAX = 40;
    private static final List<Function<String, Instant>> FORMS = List.of(
            Instant::parse,
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text)
                    .plusDays(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC)
                    .minusMillis(1));

    private PastTime() {}

    static Optional<Instant> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        for (Function<String, Instant> form : FORMS) {
            try {
                return Optional.of(form.apply(text));
            } catch (DateTimeException e) {
                // one of the other forms, or none
            }
        }
        return Optional.empty();
    }
}
