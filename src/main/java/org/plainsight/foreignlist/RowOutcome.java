package org.plainsight.foreignlist;

import org.plainsight.evidence.Verdict;

/** What became of a row's signatures. */
public enum RowOutcome {
    /** The address's own key signed the text. */
    SIGNED,
    /** The owner accounts that the row names signed; whether the address belongs to them was not read on chain. */
    OWNERS_SIGNED,
    /** There is no signature: no evidence, and so no verdict. */
    UNSIGNED,
    /** Signed in a way that is not checked here. */
    NOT_CHECKED,
    /** The signature is not by the address. */
    INVALID;

    static RowOutcome of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid v -> SIGNED;
            case Verdict.Inconclusive v -> NOT_CHECKED;
            case Verdict.Invalid v -> INVALID;
        };
    }

    /** For people. */
    public String title() {
        return switch (this) {
            case SIGNED -> "signed by the address";
            case OWNERS_SIGNED -> "signed by named owners, ownership not checked";
            case UNSIGNED -> "not signed";
            case NOT_CHECKED -> "signed, not checked";
            case INVALID -> "signature does not fit";
        };
    }
}
