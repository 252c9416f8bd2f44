package org.plainsight.reserves.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.plainsight.reserves.Withdrawal;
import org.plainsight.reserves.Withdrawals;

/** Withdrawals in PostgreSQL, which refuses that one person asks and approves. */
@ApplicationScoped
class StoredWithdrawals implements Withdrawals, PanacheRepositoryBase<WithdrawalRow, String> {

    @Override
    @Transactional
    public List<Withdrawal> all() {
        return list("order by requestedAt desc, snapshotId").stream()
                .map(WithdrawalRow::toWithdrawal)
                .toList();
    }

    @Override
    @Transactional
    public Optional<Withdrawal> find(String snapshotId) {
        return findByIdOptional(snapshotId).map(WithdrawalRow::toWithdrawal);
    }

    @Override
    @Transactional
    public void save(Withdrawal withdrawal) {
        getEntityManager().merge(WithdrawalRow.of(withdrawal));
        flush();
    }
}
