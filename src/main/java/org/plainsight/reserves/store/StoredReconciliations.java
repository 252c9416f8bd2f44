package org.plainsight.reserves.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plainsight.reserves.Reconciliation;
import org.plainsight.reserves.Reconciliations;

/** Reconciliations in PostgreSQL, as the log has them. */
@ApplicationScoped
class StoredReconciliations implements Reconciliations, PanacheRepositoryBase<ReservesStatementRow, Long> {

    @Override
    @Transactional
    public List<Reconciliation> all() {
        Map<String, List<ReservesStatementRow>> bySnapshot = new LinkedHashMap<>();
        for (ReservesStatementRow row : list("order by logIndex")) {
            bySnapshot.computeIfAbsent(row.snapshotId, id -> new ArrayList<>()).add(row);
        }
        return bySnapshot.values().stream()
                .map(StoredReconciliations::reconciliation)
                .toList()
                .reversed();
    }

    @Override
    @Transactional
    public Optional<Reconciliation> find(String snapshotId) {
        List<ReservesStatementRow> rows = list("snapshotId = ?1 order by logIndex", snapshotId);
        return rows.isEmpty() ? Optional.empty() : Optional.of(reconciliation(rows));
    }

    @Override
    @Transactional
    public Optional<Reconciliation> latest() {
        return findAll(Sort.descending("logIndex")).firstResultOptional().flatMap(row -> find(row.snapshotId));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(Reconciliation reconciliation) {
        for (int i = 0; i < reconciliation.assets().size(); i++) {
            persist(ReservesStatementRow.of(
                    reconciliation.assets().get(i), reconciliation.logIndices().get(i)));
        }
        flush();
    }

    private static Reconciliation reconciliation(List<ReservesStatementRow> rows) {
        return new Reconciliation(
                rows.getFirst().snapshotId,
                rows.stream().map(ReservesStatementRow::toStatement).toList(),
                rows.stream().map(row -> row.logIndex).toList());
    }
}
