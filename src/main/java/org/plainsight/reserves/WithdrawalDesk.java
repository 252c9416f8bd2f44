package org.plainsight.reserves;

/** Takes a published snapshot back, by two people. */
public interface WithdrawalDesk {

    /** What came of somebody's wish. */
    sealed interface Answer {

        record Taken(Withdrawal withdrawal) implements Answer {}

        /** @param reason for the person, with the remedy */
        record Refused(String reason) implements Answer {}
    }

    /** @param reason a sentence for the public page */
    Answer request(String snapshotId, String reason, String by);

    /** Publishes the withdrawal when the approver is not who asked for it. */
    Answer approve(String snapshotId, String by);

    /** The snapshot stands: nothing is published. Who asked may dismiss it too. */
    Answer dismiss(String snapshotId, String by);
}
