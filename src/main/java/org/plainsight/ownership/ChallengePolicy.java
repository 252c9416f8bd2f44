package org.plainsight.ownership;

import java.time.LocalDate;

/** What the signed text must say. */
public sealed interface ChallengePolicy {

    /**
     * Claims of our own: a {@link Challenge} for this domain and entity that had not expired on the given day.
     *
     * @param asOf the day, in UTC, for which the verdict is asked
     */
    record Required(String domain, String entity, LocalDate asOf) implements ChallengePolicy {}

    /** Other people's lists: any text will do; {@link Challenge#isChallenge} tells whether it is dated. */
    record AnyText() implements ChallengePolicy {}
}
