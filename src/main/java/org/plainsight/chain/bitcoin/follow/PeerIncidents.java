package org.plainsight.chain.bitcoin.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.disclosure.IncidentStatement;
import org.plainsight.disclosure.IncidentStatement.Kind;

/**
 * Tells the public of nodes that lied or went away, by name: a lie at once, an outage after several failures in a row, the
 * same thing of the same node once in six hours. For use by one thread.
 */
public final class PeerIncidents {

    /** A node that restarts is no news. */
    private static final int FAILURES_IN_A_ROW = 3;

    private static final Duration QUIET = Duration.ofHours(6);
    private static final int MAX_REASON = 300;

    private final IncidentReporter reporter;
    private final Clock clock;
    private final Map<String, Instant> told = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();

    public PeerIncidents(IncidentReporter reporter, Clock clock) {
        this.reporter = reporter;
        this.clock = clock;
    }

    public void answered(String peer) {
        failures.remove(peer);
    }

    /**
     * The node showed something that is provably false: a bad header, another body, another network.
     *
     * @throws RuntimeException when it could not be published; the node's next lie tries again
     */
    public void lied(String peer, String reason) {
        tell(
                Kind.CONTRADICTING_PROVIDER,
                peer,
                "The Bitcoin node " + peer
                        + " was dropped because what it sent breaks the rules: " + shortened(reason)
                        + ". Nothing of it was taken in; following goes on with the other nodes, if there are any.");
    }

    /** The node did not answer, answered too late, or broke off. Otherwise as {@link #lied}. */
    public void failed(String peer, String reason) {
        if (failures.merge(peer, 1, Integer::sum) >= FAILURES_IN_A_ROW) {
            tell(
                    Kind.UNAVAILABLE_PROVIDER,
                    peer,
                    "The Bitcoin node " + peer + " could not be used "
                            + FAILURES_IN_A_ROW + " times in a row, the last time because " + shortened(reason)
                            + ". Following goes on with the other nodes, if there are any.");
        }
    }

    private void tell(Kind kind, String peer, String description) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant last = told.get(kind + " " + peer);
        if (last == null || last.plus(QUIET).isBefore(now)) {
            reporter.report(new IncidentStatement(kind, now, description, Optional.empty(), Optional.empty()));
            told.put(kind + " " + peer, now);
        }
    }

    private static String shortened(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "…";
    }
}
