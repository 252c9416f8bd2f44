package org.plainsight.ownership.bitcoin.descriptor;

/** Text that is no output descriptor, or one that must not be given away. Never repeats the text: it may hold a secret. */
public final class MalformedDescriptorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedDescriptorException(String message) {
        super(message);
    }
}
