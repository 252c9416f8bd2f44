package org.plainsight.registry.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.plainsight.disclosure.AwaitingSignatureException;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.declaration.DeclaredFolder;
import org.plainsight.registry.review.Draft;
import org.plainsight.registry.review.DraftLine;
import org.plainsight.registry.review.Drafts;

/**
 * Follows the registry's folder. Changed files become a draft for people to approve; approved drafts are published. Every
 * new day all evidence is checked again, since challenges expire; in between, held rows are looked at.
 */
@ApplicationScoped
class RegistryJob {

    private static final Logger LOG = Logger.getLogger(RegistryJob.class);

    private final Optional<DeclaredFolder> folder;
    private final RegistryImport registry;
    private final RegistryPublication publication;
    private final Drafts drafts;
    private final FolderState state;
    private final StaleProofs staleProofs;

    private String told = "";

    RegistryJob(
            RegistrySettings settings,
            RegistryImport registry,
            RegistryPublication publication,
            Drafts drafts,
            FolderState state,
            StaleProofs staleProofs) {
        this.folder = settings.path().map(DeclaredFolder::new);
        this.registry = registry;
        this.publication = publication;
        this.drafts = drafts;
        this.state = state;
        this.staleProofs = staleProofs;
    }

    @Scheduled(
            every = "${plainsight.registry.import-every:60s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "registry-import")
    void look() throws IOException {
        if (folder.isPresent()) {
            stage(folder.get());
        }
        drafts.newest().filter(d -> d.state() == Draft.State.APPROVED).ifPresent(this::publish);
        try {
            if (publication.isRecheckDue()) {
                changed(publication.recheck(), "verdicts changed");
            }
            changed(publication.lookAtHeld(), "held rows went live");
            changed(publication.publishCorrections(), "claims tell of corrections");
        } catch (AwaitingSignatureException e) {
            // looked at again every time; told once
            tellOnce("Changed verdicts are not published yet: " + e.getMessage());
        }
    }

    @Scheduled(
            every = "${plainsight.ownership.look-every:1h}",
            delayed = "30s",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "stale-proofs")
    void lookAtProofs() {
        int late = staleProofs.look();
        if (late > 0) {
            LOG.warnf("The keys of %d addresses were not shown within the policy; sign fresh challenges", late);
        }
    }

    private void stage(DeclaredFolder files) throws IOException {
        String fingerprint = files.fingerprint();
        boolean known = drafts.newest().map(Draft::fingerprint).equals(Optional.of(fingerprint));
        if (known || state.isRefused(fingerprint)) {
            return;
        }
        try {
            Draft draft = registry.stage(files, Registrar.Mode.STRICT, true, rows -> LOG.infof("%d rows read", rows))
                    .draft();
            state.taken();
            LOG.infof(
                    "Address registry, draft %d: %d joined, %d left, %d changed; staff decide it",
                    draft.id(),
                    draft.impact().count(DraftLine.Kind.JOINED),
                    draft.impact().count(DraftLine.Kind.LEFT),
                    draft.impact().touched()
                            - draft.impact().count(DraftLine.Kind.JOINED)
                            - draft.impact().count(DraftLine.Kind.LEFT));
        } catch (MalformedRegistryException e) {
            // told once; the files must change before another try makes sense
            state.refused(fingerprint, e);
            LOG.error(e.getMessage());
        }
    }

    private void publish(Draft approved) {
        Draft draft = publication.publish(approved.id());
        if (draft.state() == Draft.State.PUBLISHED) {
            LOG.infof("Address registry: draft %d is published", draft.id());
        } else {
            tellOnce("Address registry: draft " + draft.id() + " is not published yet: "
                    + draft.failure().orElse("it waits"));
        }
    }

    private static void changed(long count, String what) {
        if (count > 0) {
            LOG.infof("Address registry: %d %s", count, what);
        }
    }

    private void tellOnce(String words) {
        if (!words.equals(told)) {
            told = words;
            LOG.warn(words);
        }
    }
}
