package org.plainsight.registry.labels;

/** A list of labels that cannot be read as the form it is said to have. */
public final class MalformedLabelListException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedLabelListException(String message) {
        super(message);
    }
}
