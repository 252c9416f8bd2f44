package org.plainsight.ownership.script;

/** Ends a script before its last operation; never leaves this package. */
final class ScriptEnd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SpendResult result;

    ScriptEnd(SpendResult result) {
        super(null, null, false, false);
        this.result = result;
    }

    static ScriptEnd refused(String reason) {
        return new ScriptEnd(new SpendResult.Refused(reason));
    }

    SpendResult result() {
        return result;
    }
}
