package org.plainsight.chain.evm.job;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.evm.quorum.Contradiction;
import org.plainsight.chain.evm.quorum.Quarantine;
import org.plainsight.disclosure.IncidentStatement;

/**
 * Keeps providers whose answers were proven wrong, with both payloads, and tells the public of them, after a crash too. Safe
 * for several threads.
 */
final class ProviderIncidents implements Consumer<Contradiction> {

    private static final Logger LOG = Logger.getLogger(ProviderIncidents.class);

    private record Noticed(Instant at, Contradiction found) {}

    private final ChainId chain;
    private final Quarantine quarantine;
    private final IncidentReporter reporter;
    private final Clock clock;
    private final Queue<Noticed> unkept = new ConcurrentLinkedQueue<>();

    ProviderIncidents(ChainId chain, Quarantine quarantine, IncidentReporter reporter, Clock clock) {
        this.chain = chain;
        this.quarantine = quarantine;
        this.reporter = reporter;
        this.clock = clock;
    }

    @Override
    public void accept(Contradiction found) {
        LOG.errorf(
                "%s of %s answered %s for %s, the state proves %s",
                found.provider(), chain, found.said(), found.question(), found.proven());
        unkept.add(new Noticed(clock.instant().truncatedTo(ChronoUnit.SECONDS), found));
        keep();
    }

    /** What could not be kept or told is tried again the next time. */
    void tell() {
        keep();
        try {
            for (Quarantine.Case each : quarantine.untold(chain)) {
                reporter.report(incident(each));
                quarantine.told(each.id());
            }
        } catch (RuntimeException e) {
            // whatever keeps the log from taking it: following must go on meanwhile
            LOG.warnf(e, "%s: an incident could not be published yet", chain);
        }
    }

    private synchronized void keep() {
        try {
            for (Noticed next = unkept.peek(); next != null; next = unkept.peek()) {
                quarantine.keep(chain, next.at(), next.found());
                unkept.remove(next);
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s: a provider's answer could not be kept yet", chain);
        }
    }

    private static IncidentStatement incident(Quarantine.Case each) {
        String words =
                "Asked for " + each.question() + " at block " + each.block().height() + " with hash 0x"
                        + each.block().hash() + ", " + each.provider() + " of "
                        + each.block().chain() + " answered "
                        + each.said() + "; the state root in the header of that block proves " + each.proven()
                        + ". The provider is not asked any more; no figure rests on its answer.";
        return new IncidentStatement(
                IncidentStatement.Kind.CONTRADICTING_PROVIDER,
                each.noticedAt(),
                words,
                Optional.of(each.block()),
                Optional.empty());
    }
}
