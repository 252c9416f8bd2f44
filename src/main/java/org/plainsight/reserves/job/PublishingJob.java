package org.plainsight.reserves.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.plainsight.log.RefusedEntryException;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;

/** Looks at approved publications, oldest approval first, and says on the staff's page what each waits for. */
@ApplicationScoped
class PublishingJob {

    private static final Logger LOG = Logger.getLogger(PublishingJob.class);

    private final Publications publications;
    private final SnapshotPublisher publisher;

    PublishingJob(Publications publications, SnapshotPublisher publisher) {
        this.publications = publications;
        this.publisher = publisher;
    }

    @Scheduled(
            every = "${plainsight.publishing.every:2s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "publishing")
    void look() {
        List<Publication> approved = publications.all().stream()
                .filter(p -> p.state() == Publication.State.APPROVED)
                .sorted(Comparator.comparing(p -> p.decidedAt().orElse(p.preparedAt())))
                .toList();
        for (Publication publication : approved) {
            Optional<String> missing = attempt(publication);
            if (missing.isEmpty()) {
                LOG.infof("Snapshot %s is published", publication.snapshotId());
            } else if (!missing.equals(publication.failure())) {
                LOG.infof("Snapshot %s is not published yet: %s", publication.snapshotId(), missing.get());
                publications.save(publication.failed(missing.get()));
            }
        }
    }

    private Optional<String> attempt(Publication publication) {
        try {
            return publisher.publish(publication);
        } catch (RefusedEntryException e) {
            return Optional.of("the log refuses a statement: " + e.getMessage());
        } catch (RuntimeException e) {
            // whatever it was, nothing became public, and other snapshots must not wait for it
            LOG.errorf(e, "Publishing snapshot %s failed", publication.snapshotId());
            return Optional.of("the last attempt failed (" + e.getMessage() + "); it is tried again by itself");
        }
    }
}
