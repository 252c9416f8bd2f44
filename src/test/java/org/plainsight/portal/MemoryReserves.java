package org.plainsight.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;
import org.plainsight.reserves.Reconciliation;
import org.plainsight.reserves.Reconciliations;

/** Reconciliations and publications in lists, newest first. */
final class MemoryReserves implements Reconciliations {

    private final List<Reconciliation> all = new ArrayList<>();
    private final List<Publication> publications = new ArrayList<>();

    void clear() {
        all.clear();
        publications.clear();
    }

    @Override
    public List<Reconciliation> all() {
        return List.copyOf(all);
    }

    @Override
    public Optional<Reconciliation> find(String snapshotId) {
        return all.stream().filter(r -> r.snapshotId().equals(snapshotId)).findFirst();
    }

    @Override
    public Optional<Reconciliation> latest() {
        return all.stream().findFirst();
    }

    @Override
    public void record(Reconciliation reconciliation) {
        all.addFirst(reconciliation);
    }

    Publications publications() {
        return new Publications() {
            @Override
            public List<Publication> all() {
                return List.copyOf(publications);
            }

            @Override
            public Optional<Publication> find(String snapshotId) {
                return publications.stream()
                        .filter(p -> p.snapshotId().equals(snapshotId))
                        .findFirst();
            }

            @Override
            public void save(Publication publication) {
                publications.removeIf(p -> p.snapshotId().equals(publication.snapshotId()));
                publications.addFirst(publication);
            }
        };
    }
}
