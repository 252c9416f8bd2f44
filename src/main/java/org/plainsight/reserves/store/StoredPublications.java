package org.plainsight.reserves.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.plainsight.reserves.Publication;
import org.plainsight.reserves.Publications;

/** Publications in PostgreSQL, which refuses that one person prepares and decides, and that one goes back. */
@ApplicationScoped
class StoredPublications implements Publications, PanacheRepositoryBase<PublicationRow, String> {

    @Override
    @Transactional
    public List<Publication> all() {
        return list("order by preparedAt desc, snapshotId").stream()
                .map(PublicationRow::toPublication)
                .toList();
    }

    @Override
    @Transactional
    public Optional<Publication> find(String snapshotId) {
        return findByIdOptional(snapshotId).map(PublicationRow::toPublication);
    }

    @Override
    @Transactional
    public void save(Publication publication) {
        getEntityManager().merge(PublicationRow.of(publication));
        flush();
    }
}
