package org.plainsight.ownership;

/** Text that begins like an ownership challenge and is none. */
public final class MalformedChallengeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedChallengeException(String message) {
        super(message);
    }
}
