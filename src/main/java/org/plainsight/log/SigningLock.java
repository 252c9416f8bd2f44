package org.plainsight.log;

/**
 * Who may sign: at most one process at a time holds it. A process keeps it until it ends, however it ends; then another
 * gets it at its next question.
 */
@FunctionalInterface
public interface SigningLock {

    /** Takes it if it is free. True while this process holds it, asked anew at each call. */
    boolean hold();
}
