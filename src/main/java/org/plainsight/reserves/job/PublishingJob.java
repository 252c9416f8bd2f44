package org.plainsight.reserves.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.plainsight.disclosure.AwaitingSignatureException;
import org.plainsight.log.RefusedEntryException;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;

/**
 * Looks at approved publications, oldest approval first, and says on the staff's page what each waits for. While chains
 * are not final yet it looks again twice as late each time, up to ten seconds; after failures up to five minutes, and
 * without an end to the tries.
 */
@ApplicationScoped
class PublishingJob {

    private static final Logger LOG = Logger.getLogger(PublishingJob.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT_FOR_CHAINS = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT_AFTER_FAILURE = Duration.ofMinutes(5);

    private final Publications publications;
    private final Publisher publisher;
    private final Clock clock;

    private final Map<String, Pause> pauses = new HashMap<>();

    /** Until when a publication is left alone, and for how long. */
    private record Pause(Duration length, Instant until) {}

    /** @param longestWait until it is looked at again */
    private record Missing(String reason, Duration longestWait) {}

    PublishingJob(Publications publications, Publisher publisher, Clock clock) {
        this.publications = publications;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Scheduled(
            every = "${plainsight.publishing.every:2s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "publishing")
    synchronized void look() {
        List<Publication> approved = publications.all().stream()
                .filter(p -> p.state() == Publication.State.APPROVED)
                .sorted(Comparator.comparing(p -> p.decidedAt().orElse(p.preparedAt())))
                .toList();
        for (Publication publication : approved) {
            if (!isPaused(publication)) {
                look(publication);
            }
        }
    }

    private void look(Publication publication) {
        String id = publication.snapshotId();
        Optional<Missing> missing = attempt(publication);
        if (missing.isEmpty()) {
            pauses.remove(id);
            LOG.infof("Snapshot %s is published", id);
            return;
        }
        Duration wait = pause(id, missing.get().longestWait());
        String reason = missing.get().reason();
        if (!Optional.of(reason).equals(publication.failure())) {
            LOG.infof("Snapshot %s is not published yet, looking again in %d s: %s", id, wait.toSeconds(), reason);
            publications.save(publication.failed(reason));
        }
    }

    private boolean isPaused(Publication publication) {
        Pause pause = pauses.get(publication.snapshotId());
        return pause != null && clock.instant().isBefore(pause.until());
    }

    private Duration pause(String id, Duration longest) {
        Pause before = pauses.get(id);
        Duration wait = before == null ? FIRST_WAIT : before.length().multipliedBy(2);
        wait = wait.compareTo(longest) > 0 ? longest : wait;
        pauses.put(id, new Pause(wait, clock.instant().plus(wait)));
        return wait;
    }

    private Optional<Missing> attempt(Publication publication) {
        try {
            return publisher.publish(publication).map(reason -> new Missing(reason, LONGEST_WAIT_FOR_CHAINS));
        } catch (AwaitingSignatureException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (RefusedEntryException e) {
            return failed("the log refuses a statement: " + e.getMessage());
        } catch (RuntimeException e) {
            // whatever it was, nothing became public, and other snapshots must not wait for it
            LOG.errorf(e, "Publishing snapshot %s failed", publication.snapshotId());
            return failed("the last attempt failed (" + e.getMessage()
                    + "); it is tried again by itself within five minutes");
        }
    }

    private static Optional<Missing> failed(String reason) {
        return Optional.of(new Missing(reason, LONGEST_WAIT_AFTER_FAILURE));
    }
}
