package org.plainsight.chain.bitcoin;

/** Bytes that are no Bitcoin block or header, or a body that its header does not commit to. */
public final class MalformedBlockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedBlockException(String message) {
        super(message);
    }
}
