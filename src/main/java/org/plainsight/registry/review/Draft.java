package org.plainsight.registry.review;

import java.time.Instant;
import java.util.Optional;

/**
 * A change of the registry on its way to the public: staged by the portal, submitted by one person, approved by another
 * and, where it is large, by a third. PostgreSQL refuses the same person twice, too.
 *
 * @param fingerprint SHA-256 over the names and contents of the files, in hex
 * @param retract whether claims whose rows vanished are retracted
 * @param impact what it would change
 * @param prepared who submitted it for approval
 * @param failure why the last attempt to publish did not go through, with the remedy
 */
public record Draft(
        long id,
        String fingerprint,
        boolean retract,
        State state,
        Instant stagedAt,
        Impact impact,
        Optional<Decided> prepared,
        Optional<Decided> firstApproval,
        Optional<Decided> secondApproval,
        Optional<Decided> rejected,
        Optional<String> failure) {

    public enum State {
        /** Read without errors; waits for somebody to submit it. */
        STAGED,
        /** Submitted; waits for one or two others. */
        PREPARED,
        /** Approved by as many as it takes; publishes by itself. */
        APPROVED,
        REJECTED,
        /** The files changed before it was published. */
        REPLACED,
        PUBLISHED
    }

    /** How many others must approve: one, or two where it is large. */
    public int approvalsNeeded() {
        return impact.needsSecondApproval() ? 2 : 1;
    }

    public int approvals() {
        return (firstApproval.isPresent() ? 1 : 0) + (secondApproval.isPresent() ? 1 : 0);
    }

    public boolean isOpen() {
        return state == State.STAGED || state == State.PREPARED || state == State.APPROVED;
    }

    /** When the last approval was given: what its statements are dated by. */
    public Optional<Instant> approvedAt() {
        return state == State.APPROVED || state == State.PUBLISHED
                ? secondApproval.or(() -> firstApproval).map(Decided::at)
                : Optional.empty();
    }

    Draft with(State next, Optional<Decided> preparedBy, Optional<Decided> first, Optional<Decided> second) {
        return new Draft(
                id,
                fingerprint,
                retract,
                next,
                stagedAt,
                impact,
                preparedBy,
                first,
                second,
                rejected,
                Optional.empty());
    }

    Draft rejectedBy(Decided who) {
        return new Draft(
                id,
                fingerprint,
                retract,
                State.REJECTED,
                stagedAt,
                impact,
                prepared,
                firstApproval,
                secondApproval,
                Optional.of(who),
                Optional.empty());
    }

    /** The same, after an attempt to publish that did not go through. */
    public Draft failed(String why) {
        return new Draft(
                id,
                fingerprint,
                retract,
                state,
                stagedAt,
                impact,
                prepared,
                firstApproval,
                secondApproval,
                rejected,
                Optional.of(why));
    }

    /** The same, with what its publication was found to change. */
    public Draft grown(Impact now) {
        return new Draft(
                id,
                fingerprint,
                retract,
                firstApproval.isPresent() && secondApproval.isEmpty() && now.needsSecondApproval()
                        ? State.PREPARED
                        : state,
                stagedAt,
                now,
                prepared,
                firstApproval,
                secondApproval,
                rejected,
                Optional.of("it touches more than when it was approved; a second approval is needed"));
    }

    /** The same, once its statements are in the log. */
    public Draft published() {
        return with(State.PUBLISHED, prepared, firstApproval, secondApproval);
    }
}
