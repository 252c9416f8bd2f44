package org.plainsight.registry.review;

import java.time.Instant;
import java.util.Optional;
import org.plainsight.registry.review.Draft.State;

/**
 * Who may do what with a draft. Who submitted it never approves it, nobody approves it twice, and a large one takes two
 * approvals: three people in all.
 */
public final class ReviewRules {

    /** What came of somebody's wish. */
    public sealed interface Decision {
        record Taken(Draft draft) implements Decision {}

        /**
         * @param personal whether another person could do it
         * @param reason for the person, with the remedy
         */
        record Refused(boolean personal, String reason) implements Decision {}
    }

    private ReviewRules() {}

    /** Submits a draft for approval. */
    public static Decision prepare(Draft draft, String by, Instant at) {
        if (draft.state() != State.STAGED) {
            return already(draft);
        }
        return new Decision.Taken(
                draft.with(State.PREPARED, Optional.of(new Decided(by, at)), Optional.empty(), Optional.empty()));
    }

    public static Decision approve(Draft draft, String by, Instant at) {
        if (draft.state() != State.PREPARED) {
            return already(draft);
        }
        if (isOf(draft.prepared(), by)) {
            return new Decision.Refused(
                    true, "you submitted this draft, so others must approve it; ask a colleague to sign in");
        }
        if (isOf(draft.firstApproval(), by)) {
            return new Decision.Refused(
                    true, "you approved this draft already; the second approval takes a third person");
        }
        Optional<Decided> mine = Optional.of(new Decided(by, at));
        boolean isFirst = draft.firstApproval().isEmpty();
        boolean isEnough = !isFirst || !draft.impact().needsSecondApproval();
        return new Decision.Taken(draft.with(
                isEnough ? State.APPROVED : State.PREPARED,
                draft.prepared(),
                isFirst ? mine : draft.firstApproval(),
                isFirst ? Optional.empty() : mine));
    }

    /** Anybody but who submitted it may reject a submitted draft; a staged one anybody. */
    public static Decision reject(Draft draft, String by, Instant at) {
        if (draft.state() != State.PREPARED && draft.state() != State.STAGED) {
            return already(draft);
        }
        if (isOf(draft.prepared(), by)) {
            return new Decision.Refused(
                    true, "you submitted this draft, so somebody else must decide it; ask a colleague to sign in");
        }
        return new Decision.Taken(draft.rejectedBy(new Decided(by, at)));
    }

    private static boolean isOf(Optional<Decided> deed, String by) {
        return deed.filter(d -> Person.isSame(d.by(), by)).isPresent();
    }

    private static Decision already(Draft draft) {
        return new Decision.Refused(
                false,
                "this draft is "
                        + switch (draft.state()) {
                            case STAGED -> "not submitted yet; submit it first";
                            case PREPARED -> "submitted already; reload the page";
                            case APPROVED -> "approved already; reload the page";
                            case REJECTED -> "rejected already; reload the page";
                            case REPLACED -> "replaced by newer files; look at the newest draft";
                            case PUBLISHED -> "published already; reload the page";
                        });
    }
}
