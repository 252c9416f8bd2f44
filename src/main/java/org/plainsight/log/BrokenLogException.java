package org.plainsight.log;

/** The log contradicts what was signed before, or itself. Nothing more may be signed. */
final class BrokenLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    BrokenLogException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    BrokenLogException(String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    Sequencing.Refused asRefused() {
        return new Sequencing.Refused(String.valueOf(getMessage()), remedy);
    }
}
