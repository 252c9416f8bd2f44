package org.plainsight.disclosure;

/** Somebody outside must sign first. What was to be said is written down where they find it; saying it again is safe. */
public final class AwaitingSignatureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message says where the request lies and what to do with it */
    public AwaitingSignatureException(String message) {
        super(message);
    }
}
