package org.plainsight.recheck;

/** A public file or a node could not be read. What depends on it stays unchecked. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
        super(message);
    }
}
