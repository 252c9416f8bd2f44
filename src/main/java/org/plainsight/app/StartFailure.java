package org.plainsight.app;

/** The application cannot start as it was asked to; the message is one line and names the remedy. */
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }
}
