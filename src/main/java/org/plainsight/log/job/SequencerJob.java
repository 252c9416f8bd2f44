package org.plainsight.log.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.plainsight.log.Sequencer;
import org.plainsight.log.Sequencing;

/** A round every second; after failures twice as long between them, up to a minute, and no end to the tries. */
@ApplicationScoped
class SequencerJob {

    private static final Logger LOG = Logger.getLogger(SequencerJob.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Sequencer sequencer;
    private final Clock clock;
    private final boolean enabled;

    private Duration wait = Duration.ZERO;
    private Instant notBefore = Instant.MIN;
    private boolean refusalTold;
    private boolean standbyTold;

    SequencerJob(
            Sequencer sequencer,
            Clock clock,
            @ConfigProperty(name = "plainsight.log.sequencer.enabled", defaultValue = "true") boolean enabled) {
        this.sequencer = sequencer;
        this.clock = clock;
        this.enabled = enabled;
    }

    @Scheduled(every = "1s", identity = "log-sequencer", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void round() {
        if (!enabled || clock.instant().isBefore(notBefore)) {
            return;
        }
        try {
            tell(sequencer.run());
            wait = Duration.ZERO;
        } catch (RuntimeException e) {
            // Whatever it was, the next round begins from what is stored.
            wait = wait.isZero() ? Duration.ofSeconds(1) : wait.multipliedBy(2);
            wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            notBefore = clock.instant().plus(wait);
            LOG.warnf(e, "The log could not be sequenced; trying again in %d s", wait.toSeconds());
        }
    }

    private void tell(Sequencing result) {
        switch (result) {
            case Sequencing.Signed(var checkpoint) ->
                LOG.debugf("Signed the log at size %d", (Object) checkpoint.size());
            case Sequencing.Refused(String reason, String remedy) -> {
                if (!refusalTold) {
                    LOG.errorf("The log is not signed any more: %s. %s.", reason, remedy);
                    refusalTold = true;
                }
            }
            case Sequencing.UpToDate upToDate -> {}
            case Sequencing.Standby standby -> {
                if (!standbyTold) {
                    LOG.warn("Another process signs this log; this one takes over once that one ends");
                    standbyTold = true;
                }
            }
            case Sequencing.Overtaken overtaken -> LOG.info("Another process signed the log first");
        }
    }
}
