package org.plainsight.app.http;

/** A staff account that is written wrongly; the portal does not start with it. */
public final class MalformedStaffAccountException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedStaffAccountException(String message) {
        super(message);
    }
}
