package org.plainsight.chain;

import org.plainsight.disclosure.IncidentStatement;

/** Where a follower tells the public that something went wrong with what it reads. */
public interface IncidentReporter {

    /**
     * Publishes the incident durably before returning. May be called again with an equal statement after a crash.
     * Throws when it could not be published; the caller tries again later.
     */
    void report(IncidentStatement incident);
}
