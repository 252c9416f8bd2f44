package org.plainsight.registry.labels;

/** One label that does not fit what the operator says. */
public record LabelFinding(Kind kind, PublishedLabel label, String words) {

    public enum Kind {
        /** Called ours, and disclaimed. */
        CALLS_OURS_WHAT_IS_NOT,
        /** Called ours, and given up. */
        CALLS_OURS_WHAT_WAS,
        /** Called ours, and never spoken of. */
        CALLS_OURS_WHAT_IS_UNKNOWN,
        /** Ours, and called somebody else's. */
        CALLS_OTHERS_WHAT_IS_OURS,
        /** A name made to look like ours. */
        LOOKALIKE_NAME,
        /** An address with the first and last characters of one of ours, and others between. */
        LOOKALIKE_ADDRESS
    }
}
