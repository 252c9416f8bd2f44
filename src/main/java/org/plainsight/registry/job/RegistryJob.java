package org.plainsight.registry.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.plainsight.disclosure.AwaitingSignatureException;
import org.plainsight.registry.MalformedRegistryException;
import org.plainsight.registry.Registrar;
import org.plainsight.registry.RegistryChanges;
import org.plainsight.registry.RegistryChanges.Kind;
import org.plainsight.registry.declaration.DeclaredFolder;

/**
 * Follows the registry's folder. Changed files are imported; every new day all evidence is checked again, since
 * challenges expire; in between, only verdicts that could not be reached are looked at.
 */
@ApplicationScoped
class RegistryJob {

    private static final Logger LOG = Logger.getLogger(RegistryJob.class);

    private final Optional<DeclaredFolder> folder;
    private final RegistryImport registry;
    private final Clock clock;

    private String imported = "";
    private LocalDate importedOn = LocalDate.EPOCH;
    private String refused = "";
    private String awaited = "";

    RegistryJob(RegistrySettings settings, RegistryImport registry, Clock clock) {
        this.folder = settings.path().map(DeclaredFolder::new);
        this.registry = registry;
        this.clock = clock;
    }

    @Scheduled(
            every = "${plainsight.registry.import-every:60s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "registry-import")
    void look() throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        String fingerprint = folder.get().fingerprint();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean isNew = !fingerprint.equals(imported) || !today.equals(importedOn);
        if (fingerprint.equals(refused) || (!isNew && !registry.hasOpenVerdicts())) {
            return;
        }
        try {
            take(folder.get(), isNew ? Registrar.Mode.STRICT : Registrar.Mode.OPEN_VERDICTS_ONLY);
            imported = fingerprint;
            importedOn = today;
            refused = "";
        } catch (AwaitingSignatureException e) {
            // looked at again every time; told once
            String request = String.valueOf(e.getMessage());
            if (!request.equals(awaited)) {
                awaited = request;
                LOG.warnf("The address registry is not imported yet: %s", awaited);
            }
        } catch (MalformedRegistryException e) {
            // told once; the files must change before another try makes sense
            refused = fingerprint;
            LOG.error(e.getMessage());
        }
    }

    private void take(DeclaredFolder files, Registrar.Mode mode) throws IOException {
        RegistryChanges changes = registry.run(registry.read(files), mode);
        if (!changes.isEmpty()) {
            LOG.infof(
                    "Address registry: %d joined, %d left, %d changed",
                    changes.count(Kind.JOINED), changes.count(Kind.LEFT), changes.count(Kind.CHANGED));
        }
    }
}
