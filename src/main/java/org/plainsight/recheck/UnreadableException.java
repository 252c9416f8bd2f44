package org.plainsight.recheck;

/** A public file or a node could not be read. What depends on it stays unchecked. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean missing;

    public UnreadableException(String message) {
        this(message, false);
    }

    private UnreadableException(String message, boolean missing) {
        super(message);
        this.missing = missing;
    }

    /** The site answers, and says that it has no such file. */
    public static UnreadableException missing(String message) {
        return new UnreadableException(message, true);
    }

    public boolean isMissing() {
        return missing;
    }
}
