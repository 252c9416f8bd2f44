package org.plainsight.reserves;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.plainsight.registry.review.Person;
import org.plainsight.reserves.Publication.State;

/** A publication needs two people: who prepared it cannot decide it. */
public final class FourEyes {

    /** What came of somebody's wish. */
    public sealed interface Decision {
        record Taken(Publication publication) implements Decision {}

        /** @param reason for the person, with the remedy */
        record Refused(String reason) implements Decision {}
    }

    private FourEyes() {}

    /** @param before what stands for the snapshot, if anything; a rejected one may be prepared again */
    public static Decision prepare(String snapshotId, Optional<Publication> before, String by, Instant at) {
        if (before.isPresent() && before.get().state() != State.REJECTED) {
            return new Decision.Refused("the snapshot " + snapshotId + " is already "
                    + before.get().state().name().toLowerCase(Locale.ROOT));
        }
        return new Decision.Taken(new Publication(
                snapshotId, State.PREPARED, by, at, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public static Decision approve(Publication publication, String by, Instant at) {
        return decide(publication, State.APPROVED, by, at);
    }

    public static Decision reject(Publication publication, String by, Instant at) {
        return decide(publication, State.REJECTED, by, at);
    }

    private static Decision decide(Publication publication, State to, String by, Instant at) {
        if (publication.state() != State.PREPARED) {
            return new Decision.Refused("this publication is already "
                    + publication.state().name().toLowerCase(Locale.ROOT) + "; reload the page");
        }
        if (isSamePerson(publication.preparedBy(), by)) {
            return new Decision.Refused(
                    "you prepared this publication, so somebody else must decide it; ask a colleague to sign in");
        }
        return new Decision.Taken(new Publication(
                publication.snapshotId(),
                to,
                publication.preparedBy(),
                publication.preparedAt(),
                Optional.of(by),
                Optional.of(at),
                Optional.empty()));
    }

    /** Names that differ only in case, width or surrounding blanks are one person. */
    public static boolean isSamePerson(String one, String other) {
        return Person.isSame(one, other);
    }
}
