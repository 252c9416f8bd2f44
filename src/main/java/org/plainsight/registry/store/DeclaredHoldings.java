package org.plainsight.registry.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.plainsight.registry.ClaimedHolding;
import org.plainsight.registry.ClaimedHoldings;

/** The off-chain holdings in PostgreSQL. */
@ApplicationScoped
class DeclaredHoldings implements ClaimedHoldings, PanacheRepositoryBase<ClaimedHoldingRow, String> {

    @Override
    @Transactional
    public List<ClaimedHolding> current() {
        return list("order by position").stream()
                .map(ClaimedHoldingRow::toHolding)
                .toList();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void replace(List<ClaimedHolding> holdings) {
        deleteAll();
        flush();
        getEntityManager().clear();
        int position = 0;
        for (ClaimedHolding holding : holdings) {
            persist(ClaimedHoldingRow.of(holding, position++));
        }
        flush();
    }
}
