package org.plainsight.chain.evm.read;

/** The answer of a reading contract is not in its form. */
public final class MalformedReadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedReadingException(String message) {
        super(message);
    }
}
