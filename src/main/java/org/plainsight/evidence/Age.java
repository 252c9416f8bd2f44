package org.plainsight.evidence;

import java.time.Duration;
import java.time.Instant;

/**
 * How old something is, in the words of the pages: the largest whole unit that fits. What was read while a page was made is
 * no future.
 */
public final class Age {

    private Age() {}

    public static String words(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toMinutes() < 1) {
            return age.toMinutes() < 0 ? "in the future" : "less than a minute ago";
        }
        if (age.toHours() < 1) {
            return counted(age.toMinutes(), "minute");
        }
        return age.toDays() < 2 ? counted(age.toHours(), "hour") : counted(age.toDays(), "day");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s") + " ago";
    }
}
