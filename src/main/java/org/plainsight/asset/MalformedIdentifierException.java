package org.plainsight.asset;

/** Text that is no CAIP-2, CAIP-10 or CAIP-19 identifier, or no canonical amount. */
public final class MalformedIdentifierException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedIdentifierException(String message) {
        super(message);
    }
}
