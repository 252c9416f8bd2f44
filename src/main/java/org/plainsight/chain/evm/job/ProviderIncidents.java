package org.plainsight.chain.evm.job;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.plainsight.asset.ChainId;
import org.plainsight.chain.IncidentReporter;
import org.plainsight.chain.evm.quorum.Contradiction;
import org.plainsight.disclosure.IncidentStatement;

/** Tells the public of providers whose answers were proven wrong, with both answers. Safe for several threads. */
final class ProviderIncidents implements Consumer<Contradiction> {

    private static final Logger LOG = Logger.getLogger(ProviderIncidents.class);

    private final ChainId chain;
    private final IncidentReporter reporter;
    private final Clock clock;
    private final Queue<IncidentStatement> untold = new ConcurrentLinkedQueue<>();

    ProviderIncidents(ChainId chain, IncidentReporter reporter, Clock clock) {
        this.chain = chain;
        this.reporter = reporter;
        this.clock = clock;
    }

    @Override
    public void accept(Contradiction found) {
        String words =
                "Asked for " + found.question() + " at block " + found.block().number() + " with hash 0x"
                        + found.block().hash() + ", " + found.provider() + " of " + chain + " answered " + found.said()
                        + "; the state root in the header of that block proves " + found.proven()
                        + ". The provider is not asked any more; no figure rests on its answer.";
        LOG.errorf("%s", words);
        untold.add(new IncidentStatement(
                IncidentStatement.Kind.CONTRADICTING_PROVIDER,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                words,
                Optional.of(found.block().ref(chain)),
                Optional.empty()));
    }

    /** What could not be told is kept for the next time. */
    void tell() {
        IncidentStatement next = untold.peek();
        while (next != null) {
            try {
                reporter.report(next);
            } catch (RuntimeException e) {
                // whatever keeps the log from taking it: following must go on meanwhile
                LOG.warnf(e, "%s: an incident could not be published yet", chain);
                return;
            }
            untold.remove(next);
            next = untold.peek();
        }
    }
}
