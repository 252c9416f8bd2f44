package org.plainsight.registry.job;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.plainsight.registry.Finding;
import org.plainsight.registry.MalformedRegistryException;

/** What is wrong with the files in the followed folder, as long as it is. */
@Singleton
public class FolderState {

    private record Refusal(String fingerprint, List<Finding> findings) {}

    private Optional<Refusal> refusal = Optional.empty();

    synchronized void refused(String fingerprint, MalformedRegistryException why) {
        refusal = Optional.of(new Refusal(fingerprint, why.findings()));
    }

    synchronized void taken() {
        refusal = Optional.empty();
    }

    synchronized boolean isRefused(String fingerprint) {
        return refusal.filter(r -> r.fingerprint().equals(fingerprint)).isPresent();
    }

    /** Empty when the files could be taken in. */
    public synchronized List<Finding> findings() {
        return refusal.map(Refusal::findings).orElse(List.of());
    }
}
